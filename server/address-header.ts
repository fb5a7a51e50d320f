/** The header in which the proxy says which page was asked for, so that a sign-in leads back to it. */
export const addressHeader = "x-address";
