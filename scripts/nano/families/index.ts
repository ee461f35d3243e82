import type { Family } from "../task.ts";
import { ticketPrice } from "./ticket-price.ts";

/** Every kind of task the model is trained on; a new one is one file and one line. */
export const families: readonly Family[] = [ticketPrice];
