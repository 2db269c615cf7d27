// A certified provider, as the province may have one: node provider.mjs MODULE PORT CLIENT(json) ACCOUNTS(json) ALGORITHM IN_TOKEN
// ACCOUNTS: name by subject; whoever types a subject at its login page is that person.
import { generateKeyPairSync } from "node:crypto";
import { pathToFileURL } from "node:url";

const [module, port, client, accounts, algorithm, inToken] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(module));
const names = JSON.parse(accounts);
const [kind, shape] = algorithm === "ES256" ? ["ec", { namedCurve: "P-256" }] : ["rsa", { modulusLength: 2048 }];
const key = generateKeyPairSync(kind, shape).privateKey.export({ format: "jwk" });
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{ ...JSON.parse(client), id_token_signed_response_alg: algorithm }],
  jwks: { keys: [{ ...key, use: "sig", alg: algorithm }] },
  claims: { openid: ["sub"], profile: ["preferred_username"] },
  conformIdTokenClaims: inToken !== "yes",
  pkce: { required: () => true },
  cookies: { keys: ["data contoh"] },
  findAccount: (_context, subject) => ({
    accountId: subject,
    claims: () => ({ sub: subject, preferred_username: names[subject] }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
