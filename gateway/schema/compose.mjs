// Composes subgraphs: {name: SDL} as JSON on standard input, the supergraph SDL on standard output.
import { readFileSync } from "node:fs";
import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";

const subgraphs = JSON.parse(readFileSync(0, "utf8"));
const services = Object.entries(subgraphs).map(([name, sdl]) => ({ name, typeDefs: parse(sdl) }));
const result = composeServices(services);
if (result.errors?.length) {
  process.stderr.write(result.errors.map((error) => error.message).join("\n"));
  process.exit(1);
}
process.stdout.write(result.supergraphSdl);
