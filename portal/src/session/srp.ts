/**
 * Proves to Cognito that someone knows a password without sending it: Secure Remote Password as in RFC 5054,
 * with SHA-256, the 3072-bit group of RFC 3526 and generator 2, and Cognito's own way of making and using the key.
 */

const N = BigInt(
  "0xffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd" +
    "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed" +
    "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f" +
    "83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b" +
    "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510" +
    "15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7" +
    "abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c" +
    "bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff",
);
const G = 2n;

/** What Cognito answers to a public key. */
export interface Challenge {
  salt: string;
  publicKey: string;
  secretBlock: string;
  userId: string;
}

export interface Proof {
  timestamp: string;
  signature: string;
}

/** One attempt: send `publicKey`, then prove the password to the challenge that comes back. */
export function startProof(poolId: string) {
  const secret = number(crypto.getRandomValues(new Uint8Array(128))) % N;
  const A = power(G, secret);
  return {
    publicKey: A.toString(16),

    async prove(password: string, { salt, publicKey, secretBlock, userId }: Challenge, now = new Date()): Promise<Proof> {
      const name = utf8(`${poolId.split("_")[1] ?? ""}${userId}`);
      const B = BigInt(`0x${publicKey}`);
      if (B % N === 0n) throw new TypeError("Whoever answers with this key doesn't know the password either.");
      const u = await hash(padded(A), padded(B));
      const x = await hash(padded(BigInt(`0x${salt}`)), await digest(name, utf8(`:${password}`)));
      const k = await hash(padded(N), padded(G));
      const shared = power(modulo(B - k * power(G, x)), secret + u * x);
      const key = (await hmac(await hmac(padded(u), padded(shared)), utf8("Caldera Derived Key\u0001"))).slice(0, 16);
      const timestamp = inCognitosFormat(now);
      const signature = await hmac(key, joined(name, bytes(secretBlock), utf8(timestamp)));
      return { timestamp, signature: btoa(String.fromCharCode(...signature)) };
    },
  };
}

/** “Sun Nov 22 9:05:07 UTC 2026” with two-digit times: EEE MMM d HH:mm:ss z yyyy. */
function inCognitosFormat(now: Date): string {
  const [weekday = "", day, month = "", year = "", time = ""] = now.toUTCString().split(" ");
  return `${weekday.slice(0, 3)} ${month} ${Number(day)} ${time} UTC ${year}`;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let factor = base; exponent > 0n; exponent >>= 1n, factor = (factor * factor) % N) {
    if (exponent & 1n) result = (result * factor) % N;
  }
  return result;
}

function modulo(value: bigint): bigint {
  return ((value % N) + N) % N;
}

/** Big-endian bytes, with a zero in front where the first bit is set. */
function padded(value: bigint): Bytes {
  const hex = value.toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : /^[89a-f]/.test(hex) ? `00${hex}` : hex;
  return Uint8Array.from(even.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

type Bytes = Uint8Array<ArrayBuffer>;

function number(value: Bytes): bigint {
  return value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function bytes(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function joined(...parts: Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

async function digest(...parts: Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

async function hash(...parts: Bytes[]): Promise<bigint> {
  return number(await digest(...parts));
}

async function hmac(key: Bytes, message: Bytes): Promise<Bytes> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(algorithm.name, imported, message));
}
