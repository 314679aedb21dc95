#!/usr/bin/env node
// Verifies exported evidence as docs/evidence-format.md says, whose sections are named below. Shares
// no code with the Java verifier; needs Node 18 or newer and nothing else.
//
//   node verify-export.mjs [--key FILE] [--json] DIR...
//
// FILE holds keys of the log, a line each, that you have from somewhere else than the export.
// Prints three lists: failed, not checked, checked. Exits with 0 if everything was checked and is
// right, 1 if something is wrong, 2 if something could not be checked, 125 if it was called wrongly.

import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

// --- Bytes

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};
const spelled = (hash) => "sha256:" + hash.toString("hex");
const leafHash = (bytes) => sha256(Buffer.of(0), bytes);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** Standard base64 with padding, in its one spelling; null if it is not. */
const base64 = (text) => {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
};

const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

// --- Section 1: canonical JSON

class Refused extends Error {}
const refuse = (why) => {
  throw new Refused(why);
};

/** A strict reader: one text, one value. */
class JsonReader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  document() {
    this.space();
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) refuse("something follows the value");
    return value;
  }

  space() {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at++;
  }

  take(expected) {
    if (!this.text.startsWith(expected, this.at)) refuse("not well-formed JSON");
    this.at += expected.length;
  }

  value(depth) {
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth + 1);
      case "[":
        return this.array(depth + 1);
      case '"':
        return this.string();
      case "t":
        return this.take("true"), true;
      case "f":
        return this.take("false"), false;
      case "n":
        return this.take("null"), null;
      default:
        return this.number();
    }
  }

  /** Whether another element follows; the end is taken. */
  more(first, end) {
    this.space();
    if (this.text[this.at] === end) {
      this.at++;
      return false;
    }
    if (!first) {
      this.take(",");
      this.space();
    }
    return true;
  }

  object(depth) {
    if (depth > 100) refuse("nested too deeply");
    this.take("{");
    const object = Object.create(null);
    for (let first = true; this.more(first, "}"); first = false) {
      if (this.text[this.at] !== '"') refuse("not well-formed JSON");
      const name = this.string();
      if (Buffer.byteLength(name) > 1024) refuse("a name is too long");
      if (name in object) refuse("a name is there twice");
      this.space();
      this.take(":");
      this.space();
      object[name] = this.value(depth);
    }
    return object;
  }

  array(depth) {
    if (depth > 100) refuse("nested too deeply");
    this.take("[");
    const array = [];
    for (let first = true; this.more(first, "]"); first = false) array.push(this.value(depth));
    return array;
  }

  string() {
    const begin = this.at++;
    for (;;) {
      const c = this.text[this.at++];
      if (c === undefined || c < " ") refuse("not well-formed JSON");
      if (c === "\\") this.at++;
      if (c === '"') break;
    }
    let value;
    try {
      value = JSON.parse(this.text.slice(begin, this.at));
    } catch {
      refuse("not well-formed JSON");
    }
    if (!isWellFormed(value)) refuse("a lone surrogate");
    return value;
  }

  number() {
    const found = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
    found.lastIndex = this.at;
    const match = found.exec(this.text);
    if (match === null) refuse("not well-formed JSON");
    this.at += match[0].length;
    if (match[0].length > 100) refuse("a number is too long");
    const value = Number(match[0]);
    if (!Number.isFinite(value)) refuse("a number is too large");
    const whole = match[2] === undefined && match[3] === undefined;
    if (whole && BigInt(match[0]) !== BigInt(value)) refuse("no double can express a number");
    return value;
  }
}

const isWellFormed = (text) => {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0xd800 && c <= 0xdbff) {
      const next = text.charCodeAt(++i);
      if (!(next >= 0xdc00 && next <= 0xdfff)) return false;
    } else if (c >= 0xdc00 && c <= 0xdfff) {
      return false;
    }
  }
  return true;
};

const parseJson = (bytes) => {
  let text;
  try {
    text = utf8(bytes);
  } catch {
    refuse("not UTF-8");
  }
  return new JsonReader(text).document();
};

/** RFC 8785. ECMAScript's own printing of strings and numbers is the one that it names. */
const canonical = (value) => {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort();
    return "{" + names.map((n) => JSON.stringify(n) + ":" + canonical(value[n])).join(",") + "}";
  }
  return JSON.stringify(value);
};

const isCanonical = (value, bytes) => Buffer.from(canonical(value)).equals(bytes);

/** A value that must stand there in canonical form. */
const parseCanonical = (bytes, max) => {
  if (bytes.length > max) refuse("too long");
  const value = parseJson(bytes);
  if (!isCanonical(value, bytes)) refuse("not in canonical form");
  return value;
};

// --- Sections 4 and 5: what an event looks like. A type is a function that refuses.

const is = (holds, what) => holds || refuse("must be " + what);
const string = (v) => is(typeof v === "string", "text");
const length = (v) => [...v].length;
const text =
  (max = Infinity) =>
  (v) => string(v) && is(v.trim() !== "" && length(v) <= max, "text that is not blank, or shorter");
const anyText = (max) => (v) => string(v) && is(length(v) <= max, "shorter");
const matching = (pattern, what) => (v) => string(v) && is(pattern.test(v), what);
const int =
  (min = 0, max = Number.MAX_SAFE_INTEGER) =>
  (v) => is(Number.isSafeInteger(v) && v >= min && v <= max, "an integer in its range");
const bool = (v) => is(typeof v === "boolean", "true or false");
const isObject = (v) => v !== null && typeof v === "object" && !Array.isArray(v);
const object = (v) => is(isObject(v), "an object");
const oneOf = (words) => (v) => is(words.includes(v), "one of " + words.join(", "));
const list =
  (type, max = Infinity) =>
  (v) => {
    is(Array.isArray(v) && v.length <= max, "a list, or shorter");
    v.forEach(type);
    return true;
  };

const digest = matching(/^sha256:[0-9a-f]{64}$/, "a digest");
const ref = matching(/^ex_[a-z2-7]{26}$/, "a ref");
const streamName = matching(/^[a-z0-9_]{1,32}$/, "a stream's name");
const logName = matching(/^[!-*,-~]{1,255}$/, "a log's name");
const bytesText = (v) => string(v) && is(base64(v) !== null, "base64");

/** Any date-time of RFC 3339. */
const moment = (v) => {
  string(v);
  const m =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))$/i.exec(v) ??
    refuse("must be a moment");
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  is(day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60, "a moment");
  return is(Number(m[9] ?? 0) < 24 && Number(m[10] ?? 0) < 60, "a moment");
};

/** Microseconds since 1970 of what is a moment; finer digits do not count. */
const micros = (v) => {
  const [, whole, fraction = "", offset] = /^(.{19})(?:\.(\d+))?(.*)$/.exec(v.toUpperCase());
  const seconds = BigInt(Date.parse(whole + offset)) / 1000n;
  return seconds * 1000000n + BigInt(fraction.padEnd(6, "0").slice(0, 6));
};

/** An object with exactly these properties: `name?` may be absent, `name~` may be null. */
const record = (properties, rule = () => true) => {
  const types = new Map(
    Object.entries(properties).map(([name, type]) => {
      const plain = name.replace(/[?~]$/, "");
      return [plain, { type, optional: name.endsWith("?"), nullable: name.endsWith("~") }];
    }),
  );
  return (v) => {
    object(v);
    for (const name of Object.keys(v)) {
      types.has(name) || refuse("there is an unknown property");
    }
    for (const [name, { type, optional, nullable }] of types) {
      if (!(name in v)) {
        if (!optional) refuse(name + " is missing");
      } else if (!(v[name] === null && nullable)) {
        type(v[name]);
      }
    }
    return is(rule(v), "as its parts together allow");
  };
};

const range = record({ from: int(), to: int() }, (r) => r.to > r.from);
const streamRecord = record(
  {
    stream: streamName,
    total_bytes: int(),
    captured_bytes: int(),
    chunk_count: int(),
    "omitted?": list(
      record({
        range,
        reason: oneOf(["capture_limit", "capture_policy", "store_failed"]),
      }),
    ),
    sha256: digest,
    root: digest,
    ending: oneOf(["eof", "abandoned", "limit", "lost"]),
  },
  (r) => {
    let end = 0;
    let bytes = 0;
    for (const { range: each } of r.omitted ?? []) {
      if (each.from < end) return false;
      end = each.to;
      bytes += each.to - each.from;
    }
    return end <= r.total_bytes && bytes === r.total_bytes - r.captured_bytes;
  },
);
const named = text(512);
const provenance = record(
  {
    kind: oneOf(["node_admitted", "direct_lower_lane_owner"]),
    "owner?": named,
    "admission_ref?": named,
  },
  (p) => "owner" in p === (p.kind === "direct_lower_lane_owner"),
);
const authority = record({
  verifier_id: text(256),
  "issuer?": text(256),
  "subject?": text(256),
  "grant_id?": text(256),
  "expires_at?": moment,
  digest,
});
const rejection = record({
  reason: oneOf(
    (
      "contract_version_mismatch direct_mode_not_enabled registration_incomplete " +
      "authority_verifier_missing authority_ref_missing authority_verifier_timeout " +
      "authority_rejected lane_not_registered invalid_lane_request deadline_expired " +
      "constraint_unknown constraint_unsatisfiable placement_unavailable unsupported_capability " +
      "no_satisfying_attested_target capacity_exhausted"
    ).split(" "),
  ),
  "code?": text(64),
  message: text(2048),
  "pointer?": anyText(1024),
  "candidates?": list(record({ target_id: text(), objection: text() }), 64),
});
const target = record(
  {
    target_id: text(),
    lane_id: text(),
    surface_kind: text(),
    verifier_id: text(),
    "attested_classes?": list(text()),
    measurement: digest,
    attested_at: moment,
    expires_at: moment,
    "attestation_id?": named,
    "signature?": (v) => bytesText(v) && is(base64(v).length <= 1024, "shorter"),
  },
  (t) => micros(t.expires_at) > micros(t.attested_at),
);
const containment = record({
  means: oneOf(["none", "session", "cgroup", "pid_namespace"]),
  "survivors?": int(0, 2 ** 31 - 1),
});
const metrics = record({
  admission_micros: int(),
  start_micros: int(),
  run_micros: int(),
  output_bytes: int(),
  input_bytes: int(),
});
const failure = record({
  failure_class: oneOf(
    (
      "policy_denied route_unresolved placement_unavailable launch_failed transport_failed " +
      "protocol_framing_failed semantic_runtime_failed approval_expired lease_expired " +
      "attach_mismatch remote_disconnect cancellation timeout"
    ).split(" "),
  ),
  code: text(64),
  reason: text(1024),
});
const admission = {
  request_hash: digest,
  request: streamRecord,
  provenance,
  "authority?": authority,
};

const PAYLOADS = {
  "admission.accepted": record(admission),
  "admission.rejected": record({ ...admission, rejection }),
  "target.selected": record({ target }),
  "execution.started": record({
    operation: text(),
    timeout_ms: int(1),
    output_bytes_max: int(),
    capture_bytes_max: int(),
    admission_micros: int(),
  }),
  "lane.fact": record({ fact: text(64), data: object }),
  "output.recorded": record(
    { stream: streamName, from: int(), to: int(), chunk_count: int(), root: digest },
    (o) => o.to >= o.from,
  ),
  "stream.closed": record({ record: streamRecord }),
  "cancel.requested": record({ requested_by: text(256) }),
  "execution.completed": record({ output: object, containment, metrics }),
  "execution.failed": record({
    outcome: oneOf(["failed", "timed_out"]),
    "output?": object,
    "failure?": failure,
    "containment?": containment,
    metrics,
  }),
  "execution.cancelled": record({ "output?": object, "containment?": containment, metrics }),
  "execution.lost": record({ reason: text(1024), "last_fact?": text(), "observed?": object }),
};
const TERMINAL = [
  "admission.rejected",
  "execution.completed",
  "execution.failed",
  "execution.cancelled",
  "execution.lost",
];

const envelope = record({
  v: int(1, 1),
  execution_ref: ref,
  seq: int(1),
  prev: digest,
  emitted_at: moment,
  node_id: text(),
  tenant_id: text(),
  request_id: text(),
  "trace_id~": text(),
  "lane_id~": text(),
  "target_id~": text(),
  "target_verifier_id~": text(),
  "attestation_class~": text(),
  "authority_verifier_id~": text(),
  "policy_bundle_hash~": text(),
  evidence_type: oneOf(Object.keys(PAYLOADS)),
  payload: object,
});

const requireEvent = (value) => {
  envelope(value);
  PAYLOADS[value.evidence_type](value.payload);
};

// --- What was found

const LINES_MAX = 1000;

class Findings {
  constructor() {
    this.failed = [];
    this.notChecked = [];
    this.checked = [];
  }

  add(list, place, finding) {
    if (list.length < LINES_MAX) list.push({ place, finding });
  }

  fail(place, finding) {
    this.add(this.failed, place, finding);
  }

  skip(place, finding) {
    this.add(this.notChecked, place, finding);
  }

  pass(place, finding) {
    this.add(this.checked, place, finding);
  }

  exit() {
    return this.failed.length > 0 ? 1 : this.notChecked.length > 0 ? 2 : 0;
  }
}

// --- Files: section 12. Nothing is followed out of the directory.

const NAMES_OF_THE_LOG = ["anchor.json", "proof.tlog-proof", "checkpoint", "keys"];
const SCHEMA = "schemas/evidence_event.v1.schema.json";
const MiB = 1024 * 1024;

class Files {
  constructor(directory) {
    this.root = fs.realpathSync(directory);
  }

  lstat(name) {
    return fs.lstatSync(path.join(this.root, name), { throwIfNoEntry: false });
  }

  isDirectory(name) {
    return this.lstat(name)?.isDirectory() ?? false;
  }

  /** Size of a regular file; -1 if it is not there. */
  size(name) {
    const parts = name.split("/");
    for (let i = 1; i < parts.length; i++) {
      if (!this.isDirectory(parts.slice(0, i).join("/"))) return -1;
    }
    const stat = this.lstat(name);
    return stat?.isFile() ? stat.size : -1;
  }

  open(name) {
    if (this.size(name) < 0) return null;
    return fs.openSync(
      path.join(this.root, name),
      fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW,
    );
  }

  /** Pieces of a file; none if it is not there. */
  *pieces(name, max = Infinity) {
    const file = this.open(name);
    if (file === null) return;
    try {
      const buffer = Buffer.alloc(64 * 1024);
      for (let left = max; left > 0; ) {
        const read = fs.readSync(file, buffer, 0, Math.min(left, buffer.length), null);
        if (read === 0) return;
        left -= read;
        yield Buffer.from(buffer.subarray(0, read));
      }
    } finally {
      fs.closeSync(file);
    }
  }

  /** At most so many bytes and one; null if it is not there. */
  read(name, max) {
    return this.size(name) < 0 ? null : Buffer.concat([...this.pieces(name, max + 1)]);
  }

  digest(name) {
    if (this.size(name) < 0) return null;
    const hash = createHash("sha256");
    for (const piece of this.pieces(name)) hash.update(piece);
    return spelled(hash.digest());
  }

  /** Lines without their ends; of one that is too long, a byte more than it may have. */
  *lines(name, max) {
    let line = Buffer.alloc(0);
    let open = false;
    for (const piece of this.pieces(name)) {
      let begin = 0;
      while (begin < piece.length) {
        const found = piece.indexOf(10, begin);
        const end = found < 0 ? piece.length : found;
        const room = Math.max(0, max + 1 - line.length);
        line = Buffer.concat([line, piece.subarray(begin, Math.min(end, begin + room))]);
        open = found < 0;
        if (!open) {
          yield line;
          line = Buffer.alloc(0);
        }
        begin = end + 1;
      }
    }
    if (open) yield line;
  }

  *names(directory) {
    if (directory !== "" && !this.isDirectory(directory)) return;
    const opened = fs.opendirSync(path.join(this.root, directory));
    try {
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
        yield entry.name;
      }
    } finally {
      opened.closeSync();
    }
  }
}

const chunksFile = (stream) => `output/${stream}/chunks.jsonl`;
const contentName = (index) => String(index).padStart(8, "0") + ".bin";
const contentFile = (stream, index) => `output/${stream}/${contentName(index)}`;

const missingType = record({
  what: oneOf(["proof", "content"]),
  why: oneOf(["no_log", "not_anchored", "commitments_only", "erased"]),
});
const manifestType = record({
  v: int(1, 1),
  format: oneOf(["execution-plane/export"]),
  execution_ref: ref,
  "log?": logName,
  event_count: int(),
  commitments_only: bool,
  "streams?": list(
    record(
      { stream: streamName, chunk_count: int(), byte_count: int(), erased_count: int() },
      (s) => s.erased_count <= s.chunk_count,
    ),
  ),
  "missing?": list(missingType),
  files: object,
});

const same = (a, b) => canonical(a) === canonical(b);

const readManifest = (bytes) => {
  const manifest = parseCanonical(bytes, MiB);
  manifestType(manifest);
  manifest.streams ??= [];
  const names = manifest.streams.map((each) => each.stream);
  is(same([...new Set(names)].sort(), names), "streams in order");
  Object.values(manifest.files).forEach(digest);
  manifest.hasProof = "anchor.json" in manifest.files;
  const files = ["events.jsonl", SCHEMA, ...names.map(chunksFile)];
  if (manifest.hasProof) files.push(...NAMES_OF_THE_LOG);
  is(same(files.sort(), Object.keys(manifest.files).sort()), "the files of such an export");
  const missing = [];
  if (!manifest.hasProof) {
    missing.push({ what: "proof", why: "log" in manifest ? "not_anchored" : "no_log" });
  }
  if (manifest.commitments_only) missing.push({ what: "content", why: "commitments_only" });
  if (manifest.streams.some((each) => each.erased_count > 0)) {
    missing.push({ what: "content", why: "erased" });
  }
  is(same(missing, manifest.missing ?? []), "a list of what is missing");
  return manifest;
};

const chunkType = record(
  {
    index: int(),
    offset: int(),
    at_micros: int(),
    "byte_count?": int(),
    "salt?": bytesText,
    commitment: digest,
  },
  (c) => !("salt" in c) || "byte_count" in c,
);

/** The chunk of a line; null if it is none. */
const readChunk = (line) => {
  try {
    const chunk = parseCanonical(line, 1024);
    chunkType(chunk);
    return chunk;
  } catch (failure) {
    if (failure instanceof Refused) return null;
    throw failure;
  }
};

// --- Section 6: trees and streams

/** The root over leaves that come one by one: perfect subtrees, the largest first. */
class Tree {
  constructor() {
    this.subtrees = [];
  }

  append(leaf) {
    let hash = leafHash(leaf);
    let size = 1;
    while (this.subtrees.at(-1)?.size === size) {
      hash = nodeHash(this.subtrees.pop().hash, hash);
      size *= 2;
    }
    this.subtrees.push({ hash, size });
  }

  root() {
    if (this.subtrees.length === 0) return spelled(sha256());
    const hashes = this.subtrees.map((each) => each.hash);
    return spelled(hashes.reduceRight((right, left) => nodeHash(left, right)));
  }
}

/** Walks once over the chunks of one stream. */
class ChunkWalk {
  constructor(place, rows, findings) {
    this.place = place;
    this.rows = rows;
    this.findings = findings;
    this.tree = new Tree();
    this.hash = createHash("sha256");
    this.gaps = [];
    this.ahead = null;
    this.count = 0;
    this.bytes = 0;
    this.end = 0;
    this.lastAt = 0;
    this.leavesMissing = false;
    this.contentMissing = false;
  }

  peek() {
    if (this.ahead === null) {
      const next = this.rows.next();
      this.ahead = next.done ? null : next.value;
    }
    return this.ahead;
  }

  takeExtra() {
    const row = this.peek();
    this.ahead = null;
    return row;
  }

  walkTo(chunkCount) {
    while (this.count < chunkCount) {
      const row = this.peek();
      if (row === null || row.index > this.count) {
        this.findings.fail(`${this.place} chunk ${this.count}`, "is missing");
        this.count = row === null ? chunkCount : Math.min(chunkCount, row.index);
        this.leavesMissing = true;
        this.contentMissing = true;
      } else {
        this.ahead = null;
        this.take(row);
      }
    }
  }

  take(row) {
    const place = `${this.place} chunk ${row.index}`;
    if (row.index < this.count) {
      this.findings.fail(place, "is there although its place is taken");
      return;
    }
    this.count++;
    const commitment = Buffer.from(row.commitment.slice("sha256:".length), "hex");
    this.tree.append(commitment);
    if (row.offset < this.end) {
      this.findings.fail(place, `begins at ${row.offset}, before ${this.end}`);
    } else if (row.offset > this.end) {
      if (!this.contentMissing) this.gaps.push({ from: this.end, to: row.offset });
      this.end = row.offset;
    }
    if (row.at_micros < this.lastAt) {
      this.findings.fail(place, "was read before the chunk before it");
    }
    this.lastAt = row.at_micros;
    const salt = row.salt === undefined ? null : base64(row.salt);
    const content = salt === null ? null : row.content();
    if (content === null) {
      this.findings.skip(place, "its content is not here, only its commitment");
      this.contentMissing = true;
    } else {
      this.takeContent(place, commitment, salt, content);
    }
  }

  takeContent(place, commitment, salt, content) {
    if (salt.length !== 32) {
      this.findings.fail(place, "has no salt of 32 bytes");
    } else if (content.length < 1 || content.length > 65536) {
      this.findings.fail(place, "has not 1 to 65536 bytes");
    } else if (!sha256(Buffer.of(2), salt, content).equals(commitment)) {
      this.findings.fail(place, "its content does not match its commitment");
    }
    this.hash.update(content);
    this.keep?.(content);
    this.bytes += content.length;
    this.end += content.length;
  }

  notStored(total) {
    return this.end < total ? [...this.gaps, { from: this.end, to: total }] : this.gaps;
  }
}

/** Holds a stream's chunks against what events say about them. */
class StreamCheck {
  constructor(place, walk, findings) {
    this.place = place;
    this.walk = walk;
    this.findings = findings;
    this.rootBroken = false;
    this.sound = true;
  }

  watching(check) {
    const before = this.findings.failed.length;
    check();
    this.sound &&= before === this.findings.failed.length;
  }

  recorded(eventPlace, claim) {
    this.watching(() => {
      const walk = this.walk;
      if (claim.chunk_count <= walk.count) {
        const finding = `counts no more chunks of ${claim.stream} than before`;
        this.findings.fail(eventPlace, finding);
        return;
      }
      const from = walk.peek()?.offset;
      walk.walkTo(claim.chunk_count);
      this.checkRoot(eventPlace, claim.root);
      if (!walk.contentMissing && from !== undefined) {
        if (from !== claim.from || walk.end !== claim.to) {
          const finding = `names other bytes of ${claim.stream} than its chunks have`;
          this.findings.fail(eventPlace, finding);
        }
      }
    });
  }

  closed(eventPlace, record) {
    const walk = this.walk;
    this.watching(() => {
      if (record.chunk_count < walk.count) {
        this.findings.fail(eventPlace, `counts fewer chunks of ${record.stream} than before`);
      }
      walk.walkTo(record.chunk_count);
      this.checkRoot(eventPlace, record.root);
      if (walk.contentMissing) {
        this.findings.skip(this.place, "sizes and SHA-256 of the stream: content is not here");
      } else {
        this.checkContent(eventPlace, record);
      }
      this.reportExtras(record);
    });
    if (this.sound) {
      const what = walk.contentMissing ? "root" : "commitments, offsets, root";
      this.findings.pass(this.place, `${walk.count} chunks: ${what}`);
    }
    return this.sound && !walk.contentMissing && (record.omitted ?? []).length === 0;
  }

  checkRoot(eventPlace, claimed) {
    const walk = this.walk;
    if (walk.leavesMissing) {
      this.findings.skip(this.place, `the root in ${eventPlace}: chunks are missing`);
    } else if (walk.tree.root() !== claimed && !this.rootBroken) {
      this.rootBroken = true;
      const finding = `the root over its ${walk.count} chunks is not the one in ${eventPlace}`;
      this.findings.fail(this.place, finding);
    }
  }

  checkContent(eventPlace, record) {
    const walk = this.walk;
    if (walk.bytes !== record.captured_bytes) {
      const said = record.captured_bytes;
      this.findings.fail(this.place, `${walk.bytes} bytes are stored, but ${eventPlace} says ${said}`);
    }
    const declared = [];
    for (const { range: each } of record.omitted ?? []) {
      if (declared.at(-1)?.to === each.from) {
        declared.at(-1).to = each.to;
      } else {
        declared.push({ from: each.from, to: each.to });
      }
    }
    if (!same(declared, walk.notStored(record.total_bytes))) {
      const finding = `what is not stored of it is not what ${eventPlace} declares`;
      this.findings.fail(this.place, finding);
    }
    if (declared.length > 0) {
      const bytes = record.total_bytes - record.captured_bytes;
      const finding = `SHA-256 of the whole stream: ${bytes} bytes are declared as not stored`;
      this.findings.skip(this.place, finding);
    } else if (spelled(walk.hash.digest()) !== record.sha256) {
      this.findings.fail(this.place, "its SHA-256 is not the one in " + eventPlace);
    } else {
      this.findings.pass(this.place, `SHA-256 of all ${record.total_bytes} bytes`);
    }
  }

  reportExtras(record) {
    const failed = (record.omitted ?? []).filter((each) => each.reason === "store_failed");
    for (let row = this.walk.takeExtra(); row !== null; row = this.walk.takeExtra()) {
      const place = `${this.place} chunk ${row.index}`;
      if (failed.some(({ range: r }) => r.from <= row.offset && row.offset < r.to)) {
        const finding = "is stored after all, though storing it was taken as failed";
        this.findings.skip(place, finding);
      } else {
        this.findings.fail(place, "no event covers it");
      }
    }
  }

  leftOpen() {
    this.findings.skip(this.place, "its end: no event closes it");
    const first = this.walk.takeExtra();
    if (first !== null) {
      this.findings.skip(`${this.place} chunk ${first.index}`, "no event covers it");
    }
  }
}

// --- Sections 3, 5 and 8: the events

/** The order of section 5. */
class Order {
  constructor() {
    this.count = 0;
    this.accepted = false;
    this.selected = false;
    this.started = false;
    this.ended = false;
    this.closed = new Set();
  }

  take({ evidence_type: type, payload }) {
    const need = (holds, why) => holds || refuse(why);
    need(!this.ended, "the execution has ended");
    const first = this.count++ === 0;
    if (type === "admission.accepted" || type === "admission.rejected") {
      need(first, "only the first event can admit or reject");
      this.accepted = type === "admission.accepted";
    } else {
      need(this.accepted, "the execution was not accepted");
    }
    if (type === "target.selected") {
      need(!this.selected, "a target was selected already");
      this.selected = true;
    } else if (type === "execution.started") {
      need(this.selected && !this.started, "no target was selected, or it has started already");
      this.started = true;
    } else if (["lane.fact", "output.recorded", "stream.closed"].includes(type)) {
      need(this.started, "the execution has not started");
    } else if (type === "execution.completed") {
      need(this.started, "the execution has not started");
    }
    const stream = type === "stream.closed" ? payload.record.stream : payload.stream;
    if (type === "stream.closed" || type === "output.recorded") {
      need(!this.closed.has(stream), "the stream is closed");
    }
    if (type === "stream.closed") this.closed.add(stream);
    this.ended = TERMINAL.includes(type);
  }
}

/** Section 2. */
const derivedRef = (tenant, requestId) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(tenant));
  const hash = sha256("execution-plane/execution-ref/v1\n", length, tenant, requestId);
  const bits = [...hash].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  let digits = "";
  for (let i = 0; i < 26; i++) {
    digits += "abcdefghijklmnopqrstuvwxyz234567"[parseInt(bits.slice(5 * i, 5 * i + 5), 2)];
  }
  return "ex_" + digits;
};

/** The digest of a recorded request without its authority; null if it has not a request's form. */
const requestFingerprint = (bytes) => {
  try {
    const value = parseJson(bytes);
    if (!isObject(value) || !isCanonical(value, bytes)) return null;
    delete value.authority_ref;
    return spelled(sha256(canonical(value)));
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    return null;
  }
};

const REQUEST_MAX = 8 * 1024 * 1024;

class RecordCheck {
  constructor(files, execution, anchor, findings) {
    this.files = files;
    this.ref = execution;
    this.anchor = anchor;
    this.findings = findings;
    this.genesis = spelled(sha256("execution-plane/evidence/v1\n", execution));
    this.head = null;
    this.unconfirmed = null;
    this.order = new Order();
    this.broken = 0;
    this.terminalSeq = 0;
    this.lost = false;
    this.anchorAgrees = false;
    this.open = new Map();
    this.known = new Set();
    this.request = [];
    this.requestLength = 0;
    this.requestTooLong = false;
  }

  place(seq) {
    return `${this.ref} seq ${seq}`;
  }

  fail(seq, finding) {
    this.broken++;
    this.findings.fail(this.place(seq), finding);
  }

  check() {
    let seq = 0;
    for (const line of this.files.lines("events.jsonl", 16384)) this.take(++seq, line);
    this.finish(seq);
  }

  take(seq, bytes) {
    const before = this.broken;
    const event = this.read(seq, bytes);
    if (event !== null) {
      if (event.seq !== seq) this.fail(seq, "says that it is seq " + event.seq);
      if (event.execution_ref !== this.ref) {
        this.fail(seq, "says that it belongs to " + event.execution_ref);
      }
      const derived = derivedRef(event.tenant_id, event.request_id);
      if (derived !== this.ref) this.fail(seq, "its tenant and request id lead to " + derived);
      this.checkLink(seq, event);
    }
    this.confirm();
    if (event !== null) {
      this.checkEnd(seq, event);
      this.checkOrder(seq, event, before === this.broken);
    }
    this.head = spelled(leafHash(bytes));
    this.unconfirmed = event;
    if (this.anchor?.seq === seq) {
      this.anchorAgrees = this.anchor.head === this.head;
      if (!this.anchorAgrees) {
        this.fail(seq, "its hash is not the one that was kept of it");
        this.doubt();
      }
    }
  }

  read(seq, bytes) {
    if (bytes.length > 16384) {
      this.fail(seq, "is longer than 16384 bytes");
      return null;
    }
    let value;
    try {
      value = parseJson(bytes);
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      this.fail(seq, "is not JSON: " + failure.message);
      return null;
    }
    if (!isCanonical(value, bytes)) this.fail(seq, "is not in canonical form");
    try {
      requireEvent(value);
      return value;
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      this.fail(seq, "is not an event: " + failure.message);
      return null;
    }
  }

  checkLink(seq, event) {
    if (seq === 1) {
      if (event.prev !== this.genesis) {
        this.fail(seq, "prev is not the beginning of this execution's chain");
      }
    } else if (event.prev !== this.head) {
      this.fail(seq, `prev does not match the hash of seq ${seq - 1}`);
      this.doubt();
    }
  }

  doubt() {
    if (this.unconfirmed !== null) {
      const place = this.place(this.unconfirmed.seq);
      this.findings.skip(place, "what it says about streams: its hash is in doubt");
      this.unconfirmed = null;
    }
  }

  confirm() {
    const event = this.unconfirmed;
    this.unconfirmed = null;
    if (event === null) return;
    const place = this.place(event.seq);
    const { evidence_type: type, payload } = event;
    if (type === "output.recorded") {
      this.stream(place, payload.stream)?.recorded(place, payload);
    } else if (type === "stream.closed") {
      this.close(place, payload.record);
    } else if (type === "admission.accepted" || type === "admission.rejected") {
      if (payload.request.stream === "request") {
        this.checkRequest(place, payload.request_hash, this.close(place, payload.request));
      } else {
        this.findings.fail(place, "names another stream as its request");
      }
    }
  }

  close(place, record) {
    const isWhole = this.stream(place, record.stream)?.closed(place, record) ?? false;
    this.open.delete(record.stream);
    return isWhole;
  }

  keepRequest(bytes) {
    this.requestTooLong ||= this.requestLength + bytes.length > REQUEST_MAX;
    if (!this.requestTooLong) {
      this.request.push(bytes);
      this.requestLength += bytes.length;
    }
  }

  checkRequest(eventPlace, requestHash, isWhole) {
    const place = this.ref + " request";
    const claim = "the request_hash in " + eventPlace;
    if (!isWhole || this.requestTooLong) {
      const why = isWhole ? "the request is too long" : "not all of the request is here and right";
      this.findings.skip(place, `${claim}: ${why}`);
      return;
    }
    const hash = requestFingerprint(Buffer.concat(this.request));
    if (hash === null) {
      this.findings.fail(place, "is not a JSON object in canonical form");
    } else if (hash === requestHash) {
      this.findings.pass(place, "has " + claim);
    } else {
      this.findings.fail(place, "has not " + claim);
    }
  }

  stream(place, name) {
    if (this.known.has(name) && !this.open.has(name)) {
      this.findings.fail(place, `speaks of ${name}, which was closed before`);
      return null;
    }
    if (!this.known.has(name)) {
      this.known.add(name);
      const streamPlace = `${this.ref} ${name}`;
      const walk = new ChunkWalk(streamPlace, this.rows(name), this.findings);
      if (name === "request") walk.keep = (bytes) => this.keepRequest(bytes);
      this.open.set(name, new StreamCheck(streamPlace, walk, this.findings));
    }
    return this.open.get(name);
  }

  *rows(stream) {
    for (const line of this.files.lines(chunksFile(stream), 1024)) {
      const chunk = readChunk(line);
      if (chunk !== null) {
        chunk.content = () => this.files.read(contentFile(stream, chunk.index), 65536);
        yield chunk;
      }
    }
  }

  checkEnd(seq, event) {
    if (this.terminalSeq > 0) {
      this.fail(seq, `follows the terminal event, seq ${this.terminalSeq}`);
    } else if (TERMINAL.includes(event.evidence_type)) {
      this.terminalSeq = seq;
      this.lost = event.evidence_type === "execution.lost";
    }
  }

  checkOrder(seq, event, sound) {
    if (this.order === null) return;
    if (!sound || this.broken > 0) {
      const finding = "whether it and what follows could happen in this order";
      this.findings.skip(this.place(seq), finding);
      this.order = null;
      return;
    }
    try {
      this.order.take(event);
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      this.fail(seq, "cannot follow what happened before: " + failure.message);
      this.order = null;
    }
  }

  finish(lastSeq) {
    this.confirm();
    if (lastSeq === 0) {
      this.findings.fail(this.ref, "there is no event of it");
    } else if (this.broken === 0) {
      const finding = "events: canonical, numbered, linked, in a possible order";
      this.findings.pass(`${this.place(1)} to ${lastSeq}`, finding);
    }
    this.finishAnchor(lastSeq);
    if (lastSeq > 0 && this.terminalSeq === 0) {
      this.findings.skip(this.ref, "terminal event: the execution is still open");
    }
    for (const check of this.open.values()) check.leftOpen();
    this.finishStreams(this.terminalSeq > 0 && !this.lost);
  }

  finishAnchor(lastSeq) {
    const anchored = this.anchor?.seq ?? 0;
    if (anchored > lastSeq) {
      const finding = `is missing: the end of the chain was cut off after seq ${lastSeq}`;
      this.findings.fail(this.place(anchored), finding);
    } else if (anchored < lastSeq) {
      const finding = "whether this is the end of the chain: no anchor vouches for it";
      this.findings.skip(`${this.place(anchored + 1)} to ${lastSeq}`, finding);
    } else if (this.anchorAgrees) {
      const finding = "the end of the chain has the hash that was kept of it";
      this.findings.pass(this.place(lastSeq), finding);
    }
  }

  finishStreams(certain) {
    const stored = [...this.files.names("output")].filter((name) => /^[a-z0-9_]{1,32}$/.test(name));
    for (const name of stored.sort()) {
      if (!this.known.has(name)) {
        const place = `${this.ref} ${name}`;
        const finding = "chunks are stored of it, but no event speaks of it";
        certain ? this.findings.fail(place, finding) : this.findings.skip(place, finding + " yet");
      }
    }
  }
}

// --- Section 11: the log

const anchorType = record({
  v: int(1, 1),
  kind: oneOf(["anchor"]),
  log: logName,
  execution: ref,
  seq: int(1),
  head: digest,
  state: oneOf(["open", "terminal"]),
  at: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, "a moment"),
});

const readAnchor = (bytes) => {
  const anchor = parseCanonical(bytes, 65535);
  anchorType(anchor);
  moment(anchor.at);
  return anchor;
};

const strictLines = (text, what) => {
  text.endsWith("\n") || refuse(what + ": the last line has no end");
  return text.slice(0, -1).split("\n");
};

const strictText = (bytes, max) => {
  if (bytes.length > max) refuse("too long");
  let decoded;
  try {
    decoded = utf8(bytes);
  } catch {
    refuse("not UTF-8");
  }
  for (const c of decoded) {
    if (c < " " && c !== "\n") refuse("there is a control character");
  }
  return decoded;
};

const decimal = (text) => {
  /^(0|[1-9][0-9]{0,15})$/.test(text) || refuse("not a decimal number");
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : refuse("a number is too large");
};

const strictBase64 = (text) => base64(text) ?? refuse("not base64");
const hash32 = (text) => {
  const hash = strictBase64(text);
  return hash.length === 32 ? hash : refuse("a hash has 32 bytes");
};
const isKeyName = (name) => name !== "" && !/[\s\u0085+\u0000-\u001f]/u.test(name);

const keyId = (name, publicKey) =>
  sha256(name, Buffer.of(0x0a, 0x01), publicKey).subarray(0, 4).toString("hex");

/** `<name>+<id>+<base64 of 0x01 ‖ public key>` */
const readKey = (line) => {
  if (line.length > 1024) refuse("a key is too long");
  const [name, id] = line.split("+", 2);
  if (id === undefined) refuse("a key is name, id and bytes");
  const bytes = strictBase64(line.slice(name.length + id.length + 2));
  if (bytes.length !== 33 || bytes[0] !== 1) refuse("not an Ed25519 key");
  const publicKey = bytes.subarray(1);
  if (!isKeyName(name) || id !== keyId(name, publicKey)) refuse("the key has another id");
  return { name, id, publicKey };
};

const readKeys = (bytes) => {
  let text;
  try {
    text = utf8(bytes);
  } catch {
    refuse("not UTF-8");
  }
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map(readKey);
};

const readSignature = (line) => {
  line.startsWith("\u2014 ") || refuse("a signature begins with a dash and a space");
  const end = line.indexOf(" ", 2);
  if (end < 0) refuse("a signature is a name and bytes");
  const name = line.slice(2, end);
  if (!isKeyName(name)) refuse("a signature by a name that no key has");
  const bytes = strictBase64(line.slice(end + 1));
  if (bytes.length <= 4) refuse("a signature has an id and at least one byte");
  return { name, id: bytes.subarray(0, 4).toString("hex"), signature: bytes.subarray(4) };
};

const readCheckpoint = (note) => {
  const end = note.lastIndexOf("\n\n") + 1;
  if (end === 0) refuse("no empty line before the signatures");
  const signed = note.slice(0, end);
  const signatures = strictLines(note.slice(end + 1), "a note").map(readSignature);
  if (signatures.length > 64) refuse("too many signatures");
  const [origin, size, root, ...extensions] = strictLines(signed, "a checkpoint");
  if (!origin || root === undefined || extensions.includes("")) refuse("not a checkpoint");
  const checkpoint = { origin, size: decimal(size), root: hash32(root), signed, signatures };
  if (checkpoint.size === 0 && !checkpoint.root.equals(sha256())) {
    refuse("a log without entries has the root over nothing");
  }
  return checkpoint;
};

const readProof = (bytes) => {
  const text = strictText(bytes, 256 * 1024 + 2 * 64 * 1024);
  const end = text.indexOf("\n\n") + 1;
  if (end === 0) refuse("no empty line before the checkpoint");
  const checkpointText = text.slice(end + 1);
  const checkpoint = readCheckpoint(checkpointText);
  const lines = strictLines(text.slice(0, end), "a proof");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") refuse("not a proof of version 1");
  if (lines[0]?.startsWith("extra ")) {
    const extra = strictBase64(lines.shift().slice("extra ".length));
    if (extra.length === 0 || extra.length > 64 * 1024) refuse("extra bytes");
  }
  if (!lines[0]?.startsWith("index ")) refuse("no index");
  const index = decimal(lines.shift().slice("index ".length));
  if (lines.length > 53) refuse("the path is higher than any tree");
  const path = lines.map(hash32);
  if (index >= checkpoint.size) refuse("the checkpoint's tree has no such entry");
  return { index, path, checkpoint, checkpointText };
};

/** RFC 9162, section 2.1.3.2. Sizes have 53 bits, so no bit operators. */
const leadsToRoot = (leaf, { index, path, checkpoint }) => {
  let node = index;
  let last = checkpoint.size - 1;
  let hash = leafHash(leaf);
  const up = () => {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  };
  for (const step of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(step, hash);
      while (node % 2 === 0 && node !== 0) up();
    } else {
      hash = nodeHash(hash, step);
    }
    up();
  }
  return last === 0 && hash.equals(checkpoint.root);
};

const isSignedBy = (key, message, signature) => {
  // RFC 8410: what stands before the 32 bytes of an Ed25519 key.
  const begin = Buffer.from("302a300506032b6570032100", "hex");
  try {
    const der = Buffer.concat([begin, key.publicKey]);
    const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
    return verifySignature(null, Buffer.from(message), publicKey, signature);
  } catch {
    return false;
  }
};

class LogCheck {
  constructor(files, manifest, trusted, findings) {
    this.files = files;
    this.manifest = manifest;
    this.trusted = trusted;
    this.findings = findings;
  }

  /** Runs a reader; what it refuses is a finding. */
  reading(place, prefix, read) {
    try {
      return read();
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      this.findings.fail(place, prefix + failure.message);
      return null;
    }
  }

  check() {
    if (!this.manifest.hasProof) {
      const why = "log" in this.manifest ? "it was not anchored" : "the journal had no log";
      this.findings.skip("proof.tlog-proof", "whether a log has this record: " + why);
      return;
    }
    const anchor = this.files.read("anchor.json", 65535);
    const proof = this.files.read("proof.tlog-proof", 384 * 1024);
    if (anchor !== null) this.checkAnchor(anchor);
    if (proof !== null) this.checkProof(proof, anchor ?? Buffer.alloc(0));
  }

  checkAnchor(bytes) {
    const place = "anchor.json";
    const anchor = this.reading(place, "is not an anchor: ", () => readAnchor(bytes));
    if (anchor === null) return;
    if (anchor.execution !== this.manifest.execution_ref) {
      this.findings.fail(place, "is an anchor of " + anchor.execution);
      return;
    }
    if (anchor.log !== this.manifest.log) {
      this.findings.fail(place, "is an anchor of the log " + anchor.log);
    }
    let seq = 0;
    for (const line of this.files.lines("events.jsonl", 16384)) {
      if (++seq === anchor.seq) this.checkState(anchor, line);
    }
  }

  checkState(anchor, line) {
    let event;
    try {
      event = parseJson(line);
      requireEvent(event);
    } catch (failure) {
      if (failure instanceof Refused) return;
      throw failure;
    }
    if (TERMINAL.includes(event.evidence_type) !== (anchor.state === "terminal")) {
      const finding = `seq ${anchor.seq}: the anchor says otherwise whether it is the end`;
      this.findings.fail("anchor.json", finding);
    }
  }

  checkProof(bytes, anchor) {
    const place = "proof.tlog-proof";
    const proof = this.reading(place, "is not a proof: ", () => readProof(bytes));
    if (proof === null) return;
    if (leadsToRoot(anchor, proof)) {
      const finding = `the log has the anchor at index ${proof.index} of ${proof.checkpoint.size}`;
      this.findings.pass(place, finding);
    } else {
      this.findings.fail(place, "does not lead from the anchor to the checkpoint");
    }
    const file = this.files.read("checkpoint", 256 * 1024);
    if (file !== null && !file.equals(Buffer.from(proof.checkpointText))) {
      this.findings.fail("checkpoint", "is not the one in proof.tlog-proof");
    }
    if (proof.checkpoint.origin !== this.manifest.log) {
      this.findings.fail("checkpoint", "is of the log " + proof.checkpoint.origin);
    }
    this.checkSignatures(proof.checkpoint);
  }

  checkSignatures({ origin, signed, signatures }) {
    const exported =
      this.reading("keys", "holds something else than keys: ", () =>
        readKeys(this.files.read("keys", 64 * 1024) ?? Buffer.alloc(0)),
      ) ?? [];
    const known = (this.trusted ?? exported).filter((key) => key.name === origin);
    const byId = new Map(known.map((key) => [key.id, key]));
    if (known.some((key) => !key.publicKey.equals(byId.get(key.id).publicKey))) {
      this.findings.fail("keys", "two different keys have one id");
      return;
    }
    const claims = signatures.filter((each) => each.name === origin && byId.has(each.id));
    if (claims.some((each) => !isSignedBy(byId.get(each.id), signed, each.signature))) {
      this.findings.fail("checkpoint", "a signature of it is wrong");
    } else if (claims.length === 0) {
      this.findings.fail("checkpoint", "no known key of the log signed it");
    } else {
      const signer = `${origin}+${claims[0].id}`;
      this.findings.pass("checkpoint", "signed by " + signer);
      if (this.trusted === null) {
        const finding = `who holds the key ${signer}: it comes from the export itself`;
        this.findings.skip("keys", finding);
      }
    }
  }
}

// --- Section 12: the files

class FileCheck {
  constructor(files, manifest, findings) {
    this.files = files;
    this.manifest = manifest;
    this.findings = findings;
  }

  check() {
    const before = this.findings.failed.length;
    this.checkEvents();
    this.manifest.streams.forEach((stream) => this.checkStream(stream));
    this.reportExtra();
    for (const name of Object.keys(this.manifest.files).sort()) {
      const found = this.files.digest(name);
      if (found === null) {
        this.findings.fail(name, "is missing");
      } else if (found !== this.manifest.files[name]) {
        this.findings.fail(name, "its SHA-256 is not the one in the manifest");
      }
    }
    if (before === this.findings.failed.length) {
      this.findings.pass("manifest.json", "every file is there and as it says, and no other");
    }
  }

  checkEvents() {
    if (this.files.size("events.jsonl") < 0) return;
    let count = 0;
    for (const line of this.files.lines("events.jsonl", 16384)) if (line !== null) count++;
    if (count !== this.manifest.event_count) {
      const finding = `has ${count} lines, but the manifest says ${this.manifest.event_count}`;
      this.findings.fail("events.jsonl", finding);
    }
  }

  checkStream(stream) {
    const name = chunksFile(stream.stream);
    if (this.files.size(name) < 0) return;
    const found = { stream: stream.stream, chunk_count: 0, byte_count: 0, erased_count: 0 };
    for (const line of this.files.lines(name, 1024)) {
      const place = `${this.manifest.execution_ref} ${stream.stream} chunk ${found.chunk_count++}`;
      const chunk = readChunk(line);
      if (chunk === null) {
        this.findings.fail(place, "its line is not a chunk in canonical form");
      } else {
        this.checkContent(place, stream.stream, chunk);
        found.byte_count += chunk.byte_count ?? 0;
        found.erased_count += "byte_count" in chunk ? 0 : 1;
      }
    }
    if (!same(found, stream)) {
      const { chunk_count: chunks, byte_count: bytes, erased_count: erased } = found;
      const counts = `${chunks} chunks with ${bytes} bytes, ${erased} of them erased`;
      this.findings.fail(name, `has ${counts}, but the manifest says otherwise`);
    }
  }

  checkContent(place, stream, chunk) {
    const size = this.files.size(contentFile(stream, chunk.index));
    if (this.manifest.commitments_only) {
      if ("salt" in chunk) {
        this.findings.fail(place, "has a salt, though only commitments were exported");
      }
    } else if ("salt" in chunk) {
      if (size < 0) {
        this.findings.fail(place, "its content is missing");
      } else if (size !== chunk.byte_count) {
        this.findings.fail(place, "its content has not the size that its line says");
      }
    } else if ("byte_count" in chunk) {
      this.findings.fail(place, "has no salt, and was not erased");
    } else if (size >= 0) {
      this.findings.fail(place, "has content, though it was erased");
    }
  }

  reportExtra() {
    const { streams, files, commitments_only: commitmentsOnly } = this.manifest;
    const refuseExtra = (known, name) =>
      known || this.findings.fail(name, "is not part of this export");
    const directories = streams.length > 0 ? ["schemas", "output"] : ["schemas"];
    for (const name of this.files.names("")) {
      const known = directories.includes(name)
        ? this.files.isDirectory(name)
        : name === "manifest.json" || Object.hasOwn(files, name);
      refuseExtra(known, name);
    }
    for (const name of this.files.names("schemas")) {
      refuseExtra("schemas/" + name === SCHEMA, "schemas/" + name);
    }
    for (const name of this.files.names("output")) {
      const directory = "output/" + name;
      const stream = streams.find((each) => each.stream === name);
      refuseExtra(stream !== undefined && this.files.isDirectory(directory), directory);
      for (const file of stream === undefined ? [] : this.files.names(directory)) {
        const index = /^[0-9]{8,16}\.bin$/.test(file) ? Number(file.slice(0, -4)) : NaN;
        const isContent =
          !commitmentsOnly && contentName(index) === file && index < stream.chunk_count;
        refuseExtra(file === "chunks.jsonl" || isContent, `${directory}/${file}`);
      }
    }
  }
}

// --- One directory, and the command

/** What cannot be read is not checked; what was found until then stays. */
const verifyExport = (directory, trusted) => {
  const findings = new Findings();
  try {
    checkExport(directory, trusted, findings);
  } catch (failure) {
    if (typeof failure.syscall !== "string") throw failure;
    findings.skip("manifest.json", "all files: " + failure.code);
  }
  return findings;
};

const checkExport = (directory, trusted, findings) => {
  const files = new Files(directory);
  if (!files.isDirectory("")) {
    findings.skip("manifest.json", "anything: it is no directory");
    return;
  }
  const bytes = files.read("manifest.json", MiB);
  if (bytes === null) {
    findings.fail("manifest.json", "is missing");
    return;
  }
  let manifest;
  try {
    manifest = readManifest(bytes);
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    findings.fail("manifest.json", "is not a manifest: " + failure.message);
    return;
  }
  new RecordCheck(files, manifest.execution_ref, anchorOf(files, manifest), findings).check();
  new LogCheck(files, manifest, trusted, findings).check();
  new FileCheck(files, manifest, findings).check();
};

/** What vouches for the chain, if it is an anchor of this execution. */
const anchorOf = (files, manifest) => {
  const bytes = files.read("anchor.json", 65535);
  try {
    const anchor = bytes === null ? null : readAnchor(bytes);
    return anchor?.execution === manifest.execution_ref ? anchor : null;
  } catch (failure) {
    if (failure instanceof Refused) return null;
    throw failure;
  }
};

/** Whatever could steer a terminal is spelled out. */
const inert = (text) =>
  text
    .slice(0, 500)
    .replace(/[^ -~…]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

const VERDICTS = ["verified", "failed", "incomplete"];

const print = (directory, findings, asJson) => {
  const verdict = VERDICTS[findings.exit()];
  const { failed, notChecked, checked } = findings;
  if (asJson) {
    console.log(JSON.stringify({ directory, verdict, failed, not_checked: notChecked, checked }));
    return;
  }
  for (const [list, lines] of Object.entries({ failed, "not checked": notChecked, checked })) {
    for (const { place, finding } of lines) {
      console.log(`${list}  ${inert(place)}  ${inert(finding)}`);
    }
  }
  console.log(`${verdict}  ${inert(directory)}`);
};

const main = (args) => {
  const directories = [];
  let trusted = null;
  let asJson = false;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--json") {
      asJson = true;
    } else if (args[i] === "--key") {
      trusted = readKeys(fs.readFileSync(args[++i] ?? refuse("--key needs a file")));
      if (trusted.length === 0) refuse("--key: there is no key in the file");
    } else if (args[i].startsWith("--")) {
      refuse("there is no option " + args[i]);
    } else {
      directories.push(args[i]);
    }
  }
  if (directories.length === 0) refuse("name a directory");
  const exits = directories.map((directory) => {
    const findings = verifyExport(directory, trusted);
    print(directory, findings, asJson);
    return findings.exit();
  });
  return exits.includes(1) ? 1 : Math.max(...exits);
};

try {
  process.exitCode = main(process.argv.slice(2));
} catch (failure) {
  console.error("verify-export: " + inert(String(failure.message)));
  process.exitCode = 125;
}
