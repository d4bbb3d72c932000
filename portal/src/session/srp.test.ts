/// <reference types="node" />
/** Cognito's side of the proof, written down with Node's own arithmetic of hashes; the browser tests do it with a real emulator. */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { startProof } from "./srp";

const POOL = "us-east-1_aBcDeF";
const USER = "7d9a2f50";

// RFC 3526, group 15: 2^3072 − 2^3008 − 1 + 2^64 · (⌊2^2942 π⌋ + 1690314)
const N = 2n ** 3072n - 2n ** 3008n - 1n + 2n ** 64n * (piTimes2To(2942n) + 1690314n);

function piTimes2To(bits: bigint): bigint {
  const one = 1n << (bits + 64n);
  const arctan = (x: bigint) => {
    let sum = 0n;
    for (let term = one / x, n = 1n; term !== 0n; term /= -(x * x), n += 2n) sum += term / n;
    return sum;
  };
  return (4n * (4n * arctan(5n) - arctan(239n))) >> 64n;
}

function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.padStart(hex.length + (hex.length % 2), "0");
  return Buffer.from(parseInt(even.slice(0, 2), 16) > 127 ? `00${even}` : even, "hex");
}
const sha = (...parts: (Buffer | string)[]) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const integer = (buffer: Buffer) => BigInt(`0x${buffer.toString("hex")}`);
const mac = (key: Buffer, message: Buffer | string) => createHmac("sha256", key).update(message).digest();
function power(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = power((base * base) % N, exponent / 2n);
  return exponent % 2n === 1n ? (half * base) % N : half;
}

/** What a user pool that knows `password` asks, and the signature that it then expects. */
function pool(password: string, clientKey: string) {
  const salt = randomBytes(16).toString("hex");
  const verifier = power(2n, integer(sha(padded(BigInt(`0x${salt}`)), sha(`aBcDeF${USER}:${password}`))));
  const secret = integer(randomBytes(64));
  const B = (integer(sha(padded(N), padded(2n))) * verifier + power(2n, secret)) % N;
  const secretBlock = randomBytes(100);
  const A = BigInt(`0x${clientKey}`);
  const u = integer(sha(padded(A), padded(B)));
  const key = mac(mac(padded(u), padded(power(A * power(verifier, u), secret))), "Caldera Derived Key\u0001").subarray(0, 16);
  return {
    challenge: { salt, publicKey: B.toString(16), secretBlock: secretBlock.toString("base64"), userId: USER },
    expected: (timestamp: string) => mac(key, Buffer.concat([Buffer.from(`aBcDeF${USER}`), secretBlock, Buffer.from(timestamp)])).toString("base64"),
  };
}

test.each(["correct horse battery", "pässwörd mit 🐴", " ", "x".repeat(99)])("the password “%s” is proven", async (password) => {
  const proof = startProof(POOL);
  const { challenge, expected } = pool(password, proof.publicKey);
  const { signature, timestamp } = await proof.prove(password, challenge);
  expect(signature).toBe(expected(timestamp));
});

test("another password isn't", async () => {
  const proof = startProof(POOL);
  const { challenge, expected } = pool("correct horse battery", proof.publicKey);
  const { signature, timestamp } = await proof.prove("correct horse batterz", challenge);
  expect(signature).not.toBe(expected(timestamp));
});

test("a server that would take any password is refused", async () => {
  const { challenge } = pool("x", "2");
  await expect(startProof(POOL).prove("x", { ...challenge, publicKey: N.toString(16) })).rejects.toThrow(TypeError);
});

test.each([
  [new Date(Date.UTC(2026, 10, 2, 9, 5, 7)), "Mon Nov 2 09:05:07 UTC 2026"],
  [new Date(Date.UTC(2026, 11, 31, 23, 59, 59)), "Thu Dec 31 23:59:59 UTC 2026"],
])("the time is written as Cognito reads it", async (now, written) => {
  const proof = startProof(POOL);
  expect((await proof.prove("x", pool("x", proof.publicKey).challenge, now)).timestamp).toBe(written);
});
