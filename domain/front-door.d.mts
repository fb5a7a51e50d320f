export const uploadLimit: number;
export const signedOut: string;
export const refusalMark: string;
export function isLoopback(hostname: string): boolean;
