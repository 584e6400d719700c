// Starts the emulator for a test.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Resolves to what the emulator says once it serves, with a way to end it. */
export async function emulator(program, ...args) {
  const child = spawn(program, ["emulator", "--port", "0", "--json", ...args], { stdio: ["ignore", "pipe", "ignore"] });
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return { ...JSON.parse(value), stop: () => child.kill() };
}
