#!/usr/bin/env node
import { entryPoint, runBun } from "../scripts/launch.mjs";

runBun([entryPoint(), ...process.argv.slice(2)]);
