import { serve } from "./serve.ts";

/** The child process: it loads one model and answers until its parent is gone. */
serve();
