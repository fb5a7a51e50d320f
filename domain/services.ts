export const services = ["github", "gitlab", "bitbucket"] as const;
export type Service = (typeof services)[number];

export const serviceNames: Record<Service, string> = { github: "GitHub", gitlab: "GitLab", bitbucket: "Bitbucket" };
