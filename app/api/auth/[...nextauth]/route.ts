import { answerSignIn } from "@/server/sign-in-door";

export { answerSignIn as GET, answerSignIn as POST };
