export const services = ["github", "gitlab", "bitbucket"] as const;
export type Service = (typeof services)[number];
