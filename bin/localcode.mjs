#!/usr/bin/env node
import { runLocalcode } from "../scripts/launch.mjs";

runLocalcode(process.argv.slice(2));
