#!/usr/bin/env node
// Verifies exported executions. It needs Node 18 or newer, and nothing else:
//
//   node verify-export.mjs [--key KEY]… [--json] DIR…
//
// Written from docs/evidence-format.md alone: a § below is a section of that page. So two programs
// that share no line have to agree, and the page has to say everything.
//
// From top to bottom: the command line; the checks in their order, which are the record (§8), the
// log (§11) and the files (§12); then what they read with: shapes of values, events and other
// documents, notes and keys, JSON, hashes, the directory.
//
// All of the directory is hostile until proven otherwise. Nothing is read further than it may be
// long, no link is followed, and memory does not grow with what is read: the events, and the chunks
// of each stream, pass by once for each of the three checks.

import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

// ------------------------------------------------------------ The command line

const USAGE = `usage: node verify-export.mjs [--key KEY]… [--json] DIR…

  DIR     an exported execution, as "ep evidence export" writes it
  --key   a key of the log that you have from somewhere else than DIR: its line
          (NAME+ID+BASE64), or a file of such lines. Without one, the export's own first key
          is believed, and the answer is "incomplete" at best
  --json  one line of JSON for each DIR

status: 0 verified, 1 failed, 2 incomplete; the worst one, if there are several
        3 nothing can be said: the command was not understood, or something cannot be read
`;

const STATUS = { verified: 0, failed: 1, incomplete: 2 };
const STATUS_NOTHING_SAID = 3;

function main(args) {
  try {
    return carryOut(readCommandLine(args));
  } catch (problem) {
    const isExpected = problem instanceof Mistake || problem.code !== undefined;
    const text = isExpected ? inert(problem.message) : problem.stack;
    process.stderr.write(`verify-export: ${text}\n`);
    return STATUS_NOTHING_SAID;
  }
}

function carryOut({ help, json, keys, directories }) {
  if (help) {
    process.stdout.write(USAGE);
    return STATUS.verified;
  }
  const verdicts = new Set();
  for (const directory of directories) {
    const report = verifyExport(directory, keys);
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else print(report);
    verdicts.add(report.verdict);
  }
  return STATUS[['failed', 'incomplete', 'verified'].find((verdict) => verdicts.has(verdict))];
}

function readCommandLine(args) {
  const order = { help: false, json: false, keys: [], directories: [] };
  const words = [...args];
  while (words.length > 0) {
    const word = words.shift();
    if (word === '--help' || word === '-h') return { ...order, help: true };
    if (word === '--json') order.json = true;
    else if (word === '--key') order.keys.push(...auditorKeys(words.shift()));
    else if (word.startsWith('--key=')) order.keys.push(...auditorKeys(word.slice(6)));
    else if (word === '--') order.directories.push(...words.splice(0));
    else if (word.startsWith('-')) throw new Mistake(`there is no option ${word}; try --help`);
    else order.directories.push(word);
  }
  if (order.directories.length === 0) throw new Mistake('of which directory? Try --help');
  for (const directory of order.directories) {
    const stat = fs.statSync(directory, { throwIfNoEntry: false });
    if (stat === undefined) throw new Mistake(`DIR ${directory} is not there`);
    if (!stat.isDirectory()) throw new Mistake(`DIR ${directory} is not a directory`);
  }
  return order;
}

/** What `--key` gives: one key, or the name of a file of keys. */
function auditorKeys(word) {
  if (!word) throw new Mistake('--key needs a key or a file of keys');
  if (!fs.existsSync(word)) {
    const { value: key, mistake } = attempt(() => parseKey(word));
    if (key === undefined) throw new Mistake(`--key ${word} is neither a file nor a key: ${mistake}`);
    return [key];
  }
  const { value: keys, mistake } = attempt(() => readKeys(fs.readFileSync(word)));
  if (mistake !== undefined) throw new Mistake(`--key ${word} holds something else: ${mistake}`);
  if (keys.length === 0) throw new Mistake(`--key ${word} holds no key`);
  return keys;
}

function print({ subject, verdict, failed, not_checked: notChecked, checked }) {
  const lists = [['failed', failed], ['not checked', notChecked], ['checked', checked]];
  let width = 0;
  for (const [, list] of lists) {
    for (const { place } of list) width = Math.max(width, place.length);
  }
  for (const [name, list] of lists) {
    for (const { place, sentence } of list) {
      process.stdout.write(`${name.padEnd(12)} ${place.padEnd(width)}  ${sentence}\n`);
    }
  }
  process.stdout.write(`${verdict.padEnd(12)} ${inert(subject)}\n`);
}

// ------------------------------------------------------------ The three lists

const LINES_MAX = 1000;

/** What was found: places and sentences (§8, "How it says so"). */
class Findings {
  failed = new Listing();
  notChecked = new Listing();
  checked = new Listing();

  fail(place, sentence) {
    this.failed.add(place, sentence);
  }

  leave(place, sentence) {
    this.notChecked.add(place, sentence);
  }

  confirm(place, sentence) {
    this.checked.add(place, sentence);
  }
}

/** One list, which is not longer than somebody may want to read. */
class Listing {
  #lines = [];
  #more = 0;

  add(place, sentence) {
    if (this.#lines.length === LINES_MAX) this.#more++;
    else this.#lines.push({ place: inert(place), sentence: inert(sentence) });
  }

  isEmpty() {
    return this.#lines.length === 0;
  }

  /** Its lines, and how many more there would be, said of the whole. */
  lines(subject) {
    if (this.#more === 0) return this.#lines;
    return [...this.#lines, { place: subject, sentence: `and ${this.#more} more like these` }];
  }
}

/** Names in an export are its maker's: printed, they move no cursor and look like nothing else. */
function inert(text) {
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/[^ -~]/g, escape);
}

/** Something that was read is not what it should be. The message ends a sentence about it. */
class Mistake extends Error {}

/** What a reader makes of something, or else what is wrong with it. */
function attempt(reader) {
  try {
    return { value: reader() };
  } catch (problem) {
    if (!(problem instanceof Mistake)) throw problem;
    return { mistake: problem.message };
  }
}

// ------------------------------------------------------------ What is checked (§12)

/**
 * Checks an exported directory.
 *
 * @param directory its path
 * @param trusted the keys that the auditor has from elsewhere
 * @returns the verdict and the three lists
 */
export function verifyExport(directory, trusted = []) {
  const folder = new Folder(directory);
  const manifest = attempt(() => readManifest(folder));
  if (manifest.mistake !== undefined) {
    const findings = new Findings();
    findings.fail('manifest.json', manifest.mistake);
    return report(directory, [findings]);
  }
  const exported = { folder, manifest: manifest.value, ref: manifest.value.execution_ref };
  const anchor = readAnchor(exported);
  const record = new RecordCheck(exported, anchor);
  const log = new LogCheck(exported, anchor, trusted);
  const files = new FilesCheck(exported);
  record.run();
  log.run(record.typeOfAnchored);
  files.run();
  return report(exported.ref, [record.findings, log.findings, files.findings]);
}

function report(subject, parts) {
  const failed = parts.flatMap((part) => part.failed.lines(subject));
  const notChecked = parts.flatMap((part) => part.notChecked.lines(subject));
  const checked = parts.flatMap((part) => part.checked.lines(subject));
  const verdict = failed.length > 0 ? 'failed' : notChecked.length > 0 ? 'incomplete' : 'verified';
  return { subject, verdict, failed, not_checked: notChecked, checked };
}

/** The bytes of `anchor.json`, and the entry in them; either may be missing. */
function readAnchor({ folder, ref }) {
  const bytes = folder.read('anchor.json', ENTRY_BYTES_MAX);
  const entry = bytes && attempt(() => readEntry(bytes, ENTRIES.anchor)).value;
  return { bytes, entry, isOfThis: entry?.execution === ref };
}

// ------------------------------------------------------------ The record (§8)

const EVENT_BYTES_MAX = 16_384;

/** Walks over the events once, and over each stream in step with the events that speak of it. */
class RecordCheck {
  findings = new Findings();
  /** The type of the event that is anchored, if that event could be read. */
  typeOfAnchored;

  #folder;
  #ref;
  #anchored;
  #history = new History();
  #streams = new Map();
  /** Whether no event was found to be broken, so that orders can be judged. */
  #isSound = true;
  #saidThatOrderIsNotJudged = false;
  /** The number, the hash and, if it could be read, the content of the event before. */
  #seq = 0;
  #hash;
  #event;
  /** What the event before says about a stream. It waits until its hash is confirmed. */
  #claim;

  constructor({ folder, ref }, anchor) {
    this.#folder = folder;
    this.#ref = ref;
    this.#anchored = anchor.isOfThis ? anchor.entry : undefined;
    this.#hash = sha256('execution-plane/evidence/v1\n', ref);
  }

  run() {
    const lines = new Lines(this.#folder, 'events.jsonl', EVENT_BYTES_MAX);
    for (const line of lines) this.#next(line);
    this.#settleClaim();
    this.#judgeEnd();
    this.#judgeLeftovers();
  }

  // --- One event

  #next(line) {
    const seq = this.#seq + 1;
    const hash = sha256(LEAF, line.bytes);
    const event = this.#read(seq, line);
    if (event !== undefined) {
      this.#judgeBelonging(seq, event);
      this.#judgeLink(seq, event);
    }
    this.#settleClaim();
    if (event !== undefined) {
      this.#judgeOrder(seq, event);
      this.#claim = claimOf(seq, event);
    }
    [this.#seq, this.#hash, this.#event] = [seq, hash, event];
    this.#compareWithAnchor();
  }

  /** The form. What is not in canonical form is told, and read all the same. */
  #read(seq, { bytes, isTooLong }) {
    if (isTooLong) {
      this.#break(seq, `is longer than ${EVENT_BYTES_MAX} bytes`);
      return undefined;
    }
    const { value, mistake } = attempt(() => parseJson(bytes));
    if (mistake !== undefined) {
      this.#break(seq, `is not JSON: ${mistake}`);
      return undefined;
    }
    if (!isCanonical(value, bytes)) this.#break(seq, 'is not in canonical form');
    const event = attempt(() => readEvent(value));
    if (event.mistake !== undefined) this.#break(seq, `is not an event: ${event.mistake}`);
    return event.value;
  }

  #judgeBelonging(seq, event) {
    const { seq: said, execution_ref: ref, tenant_id: tenant, request_id: requestId } = event;
    if (said !== seq) this.#break(seq, `says that it is seq ${said}`);
    if (ref !== this.#ref) this.#break(seq, `says that it belongs to ${ref}`);
    const derived = refOf(tenant, requestId);
    if (derived !== this.#ref) this.#break(seq, `its tenant and request id lead to ${derived}`);
  }

  #judgeLink(seq, { prev }) {
    if (prev === digestText(this.#hash)) return;
    if (seq === 1) {
      this.#break(seq, "prev is not the beginning of this execution's chain");
    } else {
      this.#break(seq, `prev does not match the hash of seq ${seq - 1}`);
      this.#doubtEventBefore();
    }
  }

  #judgeOrder(seq, event) {
    const end = this.#history.terminal;
    const isInOrder = this.#history.add(seq, event);
    if (end !== undefined) this.#break(seq, `follows the terminal event, seq ${end}`);
    if (this.#isSound && !isInOrder) {
      this.#break(seq, `cannot follow what happened before: ${event.evidence_type}`);
      this.#saidThatOrderIsNotJudged = true;
    }
    if (!this.#isSound && !this.#saidThatOrderIsNotJudged) {
      const sentence = 'whether it and what follows could happen in this order';
      this.findings.leave(this.#place(seq), sentence);
      this.#saidThatOrderIsNotJudged = true;
    }
  }

  #compareWithAnchor() {
    if (this.#anchored?.seq !== this.#seq) return;
    this.typeOfAnchored = this.#event?.evidence_type;
    if (this.#anchored.head === digestText(this.#hash)) return;
    this.#break(this.#seq, 'its hash is not the one that was kept of it');
    this.#doubtEventBefore();
  }

  /** Two disagree about it. So what it says about a stream is worth nothing. */
  #doubtEventBefore() {
    this.#claim = undefined;
    if (this.#event === undefined) return;
    const sentence = 'what it says about streams: its hash is in doubt';
    this.findings.leave(this.#place(this.#seq), sentence);
  }

  #break(seq, sentence) {
    this.#isSound = false;
    this.findings.fail(this.#place(seq), sentence);
  }

  #place(seq) {
    return `${this.#ref} seq ${seq}`;
  }

  // --- What events say about streams

  #settleClaim() {
    const claim = this.#claim;
    this.#claim = undefined;
    if (claim === undefined) return;
    const { seq, kind, said, requestHash } = claim;
    if (kind === 'request' && said.stream !== 'request') {
      const sentence = `names another stream as its request: ${said.stream}`;
      this.findings.fail(this.#place(seq), sentence);
      return;
    }
    const { stream: name } = said;
    if (!this.#streams.has(name)) {
      this.#streams.set(name, new StreamCheck(this.#folder, this.#ref, name, this.findings));
    }
    const stream = this.#streams.get(name);
    if (kind === 'progress') {
      stream.progress(said, this.#place(seq));
      return;
    }
    const isRight = stream.close(said, this.#place(seq));
    if (kind === 'request') this.#judgeRequest(requestHash, isRight && stream, this.#place(seq));
  }

  /** Whether the stored request is the one that was judged (§8, point 11). */
  #judgeRequest(requestHash, stream, event) {
    const place = `${this.#ref} request`;
    const claim = `the request_hash in ${event}`;
    if (!stream) {
      this.findings.leave(place, `${claim}: not all of the request is here and right`);
    } else if (stream.content === undefined) {
      const sentence = `${claim}: the request is longer than ${REQUEST_BYTES_MAX} bytes`;
      this.findings.leave(place, sentence);
    } else {
      const found = requestHashOf(stream.content);
      if (found === undefined) this.findings.fail(place, 'is not a JSON object in canonical form');
      else if (found !== requestHash) this.findings.fail(place, `has not ${claim}`);
      else this.findings.confirm(place, `has ${claim}`);
    }
  }

  /** Chunks that no event covers. */
  #judgeLeftovers() {
    for (const name of [...this.#streams.keys()].sort()) this.#streams.get(name).leaveRest();
    // While an execution runs, and when it is lost, the node may have had no time to speak.
    const mayBe = this.#history.terminal === undefined || this.#history.isLost;
    for (const name of this.#namesInOutput()) {
      if (this.#streams.has(name)) continue;
      const place = `${this.#ref} ${name}`;
      const sentence = 'chunks are stored of it, but no event speaks of it';
      if (mayBe) this.findings.leave(place, `${sentence} yet`);
      else this.findings.fail(place, sentence);
    }
  }

  #namesInOutput() {
    const names = [...this.#folder.entries('output')].map((entry) => entry.name);
    return names.filter((name) => STREAM_NAME.test(name)).sort();
  }

  // --- The end of the chain

  #judgeEnd() {
    const { findings } = this;
    const last = this.#seq;
    const anchored = this.#anchored?.seq ?? 0;
    if (last === 0) findings.fail(this.#ref, 'there is no event of it');
    else if (this.#isSound) {
      const sentence = 'events: canonical, numbered, linked, in a possible order';
      findings.confirm(`${this.#ref} seq 1 to ${last}`, sentence);
    }
    if (anchored > last) {
      const sentence = `is missing: the end of the chain was cut off after seq ${last}`;
      findings.fail(this.#place(anchored), sentence);
    } else if (anchored < last) {
      const sentence = 'whether this is the end of the chain: no anchor vouches for it';
      findings.leave(`${this.#ref} seq ${anchored + 1} to ${last}`, sentence);
    } else if (last > 0 && this.#isSound) {
      const sentence = 'the end of the chain has the hash that was kept of it';
      findings.confirm(this.#place(last), sentence);
    }
    if (last > 0 && this.#history.terminal === undefined) {
      findings.leave(this.#ref, 'terminal event: the execution is still open');
    }
  }
}

function claimOf(seq, { evidence_type: type, payload }) {
  if (type === 'output.recorded') return { seq, kind: 'progress', said: payload };
  if (type === 'stream.closed') return { seq, kind: 'record', said: payload.record };
  if (type.startsWith('admission.')) {
    return { seq, kind: 'request', said: payload.request, requestHash: payload.request_hash };
  }
  return undefined;
}

/** The ref that tenant and request id lead to (§2). */
function refOf(tenant, requestId) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(tenant));
  const hash = sha256('execution-plane/execution-ref/v1\n', length, tenant, requestId);
  // 130 bits: 26 digits of 5. 17 bytes have 6 more.
  let bits = BigInt(`0x${hash.subarray(0, 17).toString('hex')}`) >> 6n;
  let digits = '';
  for (; digits.length < 26; bits >>= 5n) digits = BASE32[Number(bits & 31n)] + digits;
  return `ex_${digits}`;
}

/** The digest of a request without its authority (§6); undefined if it has not a request's form. */
function requestHashOf(bytes) {
  const { value, mistake } = attempt(() => parseJson(bytes));
  if (mistake !== undefined || !isObject(value) || !isCanonical(value, bytes)) return undefined;
  delete value.authority_ref;
  return digestText(sha256(canonical(value)));
}

/** The order of events (§5): what may come after what has been. */
class History {
  /** The number of the terminal event, if there was one. */
  terminal;
  isLost = false;

  #stage = 'nothing';
  #closedStreams = new Set();
  #attachments = 0;
  #openAttachments = new Set();

  /** Takes the next event, and answers whether it may be the next. */
  add(seq, { evidence_type: type, payload }) {
    const isInTime = (MAY_FOLLOW[this.#stage] ?? '').split(' ').includes(type);
    const isInOrder = this.#takeStream(type, payload) && this.#takeAttachment(type, payload);
    if (type in MAY_FOLLOW) this.#stage = type;
    if (TERMINAL.has(type)) {
      this.#stage = 'over';
      this.terminal ??= seq;
      this.isLost ||= type === 'execution.lost';
    }
    return isInTime && isInOrder;
  }

  #takeStream(type, { stream, record }) {
    if (type === 'output.recorded') return !this.#closedStreams.has(stream);
    if (type !== 'stream.closed') return true;
    const isOpen = !this.#closedStreams.has(record.stream);
    this.#closedStreams.add(record.stream);
    return isOpen;
  }

  #takeAttachment(type, { attachment }) {
    if (type !== 'attach.granted') {
      return attachment === undefined || this.#openAttachments.delete(attachment);
    }
    this.#openAttachments.add(attachment);
    return attachment === ++this.#attachments;
  }
}

const ENDINGS_AT_ANY_TIME = 'cancel.requested execution.failed execution.cancelled execution.lost';
const MAY_FOLLOW = {
  nothing: 'admission.accepted admission.rejected',
  'admission.accepted': `target.selected ${ENDINGS_AT_ANY_TIME}`,
  'target.selected': `execution.started ${ENDINGS_AT_ANY_TIME}`,
  'execution.started':
    'lane.fact output.recorded output.masked stream.closed input.accepted input.closed ' +
    'backpressure.applied attach.granted attach.closed attach.revoked execution.completed ' +
    ENDINGS_AT_ANY_TIME,
};

// ------------------------------------------------------------ A stream (§6)

const STREAM_NAME = /^[a-z0-9_]{1,32}$/;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const REQUEST_BYTES_MAX = 8_388_608;
const CHUNK_BYTES_MAX = 65_536;
const CHUNK_LINE_BYTES_MAX = 1024;
/** More gaps than an event has room to declare. */
const GAPS_MAX = 512;

/** What is stored of one stream, held against what the events say of it. */
class StreamCheck {
  #folder;
  #place;
  #name;
  #findings;
  #isSound = true;

  // The chunks so far.
  #chunks;
  #ahead;
  #next = 0;
  #end = 0;
  #atMicros = 0;
  #bytes = 0;
  #gaps = [];
  #tree = new MerkleTree();
  #digest;
  #someAreMissing = false;
  /** Whether the content of all of them is here, so that the sizes are known. */
  #isWhole = true;

  // What the events said so far.
  #counted = 0;
  #record;
  #rootWasWrong = false;
  /** Where the first chunk begins that no event has spoken of. */
  #from;

  /** Of the request, what is kept of it to be judged; given up where it is too long. */
  #kept;

  constructor(folder, ref, name, findings) {
    this.#kept = name === 'request' ? [] : undefined;
    this.#folder = folder;
    this.#place = `${ref} ${name}`;
    this.#name = name;
    this.#findings = findings;
    this.#chunks = new ChunkLines(folder, name);
  }

  /** What an `output.recorded` says. */
  progress(said, event) {
    if (this.#record !== undefined) {
      this.#fail(event, `speaks of ${this.#name}, which was closed before`);
    } else if (said.chunk_count <= this.#counted) {
      this.#fail(event, `counts no more chunks of ${this.#name} than before`);
    } else {
      this.#advance(said.chunk_count);
      this.#compareRoot(said, event);
      this.#compareRange(said, event);
    }
  }

  /** Every byte of the request; undefined where there were too many. */
  get content() {
    return this.#kept && Buffer.concat(this.#kept);
  }

  /** What a stream record says; whether every byte of it is here, and nothing is wrong with it. */
  close(said, event) {
    if (this.#record !== undefined) {
      this.#fail(event, `speaks of ${this.#name}, which was closed before`);
      return false;
    }
    this.#record = said;
    if (said.chunk_count < this.#counted) {
      this.#fail(event, `counts fewer chunks of ${this.#name} than before`);
    }
    this.#advance(said.chunk_count);
    this.#compareRoot(said, event);
    if (this.#isWhole) {
      this.#compareBytes(said, event);
      this.#compareGaps(said, event);
      this.#compareDigest(said, event);
    } else {
      this.#leave(this.#place, 'sizes and SHA-256 of the stream: content is not here');
    }
    this.#judgeRest(said);
    if (this.#isSound) {
      const what = this.#isWhole ? 'commitments, offsets, root' : 'root';
      this.#findings.confirm(this.#place, `${this.#next} chunks: ${what}`);
    }
    return this.#isSound && this.#isWhole && (said.omitted ?? []).length === 0;
  }

  /** The chunks after the record. */
  #judgeRest({ omitted = [] }) {
    const failed = omitted.filter(({ reason }) => reason === 'store_failed');
    for (const { index, offset } of this.#rest()) {
      const place = `${this.#place} chunk ${index}`;
      if (failed.some(({ range }) => range.from <= offset && offset < range.to)) {
        this.#leave(place, 'is stored after all, though storing it was taken as failed');
      } else {
        this.#fail(place, 'no event covers it');
      }
    }
  }

  /** The chunks of a stream that was not closed. The node may have had no time to. */
  leaveRest() {
    if (this.#record !== undefined) return;
    this.#leave(this.#place, 'its end: no event closes it');
    const first = this.#peek();
    let count = 0;
    for (const _ of this.#rest()) count++;
    if (count === 0) return;
    const others = count > 1 ? `, nor the ${count - 1} after it` : '';
    this.#leave(`${this.#place} chunk ${first.index}`, `no event covers it${others}`);
  }

  // --- Chunks

  /** Takes chunks until there are as many as an event counts. */
  #advance(count) {
    while (this.#next < count) {
      const chunk = this.#peek();
      if (chunk === undefined || chunk.index > this.#next) {
        this.#miss(Math.min(chunk?.index ?? count, count));
        continue;
      }
      this.#ahead = undefined;
      const place = `${this.#place} chunk ${chunk.index}`;
      if (chunk.index === this.#next) this.#take(chunk, place);
      else this.#fail(place, 'is there although its place is taken');
    }
    this.#counted = Math.max(this.#counted, count);
    this.#chunks.pause();
  }

  #miss(end) {
    const others = end - this.#next > 1 ? `, and so are all up to chunk ${end - 1}` : '';
    this.#fail(`${this.#place} chunk ${this.#next}`, `is missing${others}`);
    this.#someAreMissing = true;
    this.#isWhole = false;
    this.#next = end;
  }

  #take(chunk, place) {
    const begin = Math.max(chunk.offset, this.#end);
    if (chunk.offset < begin) {
      this.#fail(place, `cannot begin at ${chunk.offset} after ${begin}`);
    } else if (begin > this.#end && this.#gaps.length < GAPS_MAX) {
      this.#gaps.push({ from: this.#end, to: begin });
    }
    if (chunk.at_micros < this.#atMicros) {
      this.#fail(place, 'was read before the chunk before it');
    }
    const size = this.#takeContent(chunk, place);
    this.#from ??= chunk.offset;
    this.#next = chunk.index + 1;
    this.#end = begin + size;
    this.#bytes += size;
    this.#atMicros = chunk.at_micros;
    this.#tree.add(digestBytes(chunk.commitment));
  }

  /** The size of a chunk's content; 0 where it is not here. */
  #takeContent({ index, salt, commitment }, place) {
    const file = contentPath(this.#name, index);
    const content = salt && this.#folder.read(file, CHUNK_BYTES_MAX);
    if (content === undefined) {
      this.#isWhole = false;
      this.#leave(place, 'its content is not here, only its commitment');
      return 0;
    }
    if (content.length === 0 || content.length > CHUNK_BYTES_MAX) {
      this.#fail(place, `has not 1 to ${CHUNK_BYTES_MAX} bytes`);
    } else if (salt.length !== 32) {
      this.#fail(place, 'has no salt of 32 bytes');
    } else if (digestText(sha256(COMMITMENT, salt, content)) !== commitment) {
      this.#fail(place, 'its content does not match its commitment');
    }
    this.#digest ??= createHash('sha256');
    this.#digest.update(content);
    if (this.#bytes + content.length > REQUEST_BYTES_MAX) this.#kept = undefined;
    this.#kept?.push(content);
    return content.length;
  }

  #peek() {
    this.#ahead ??= this.#chunks.nextChunk();
    return this.#ahead;
  }

  *#rest() {
    for (let chunk = this.#peek(); chunk !== undefined; chunk = this.#peek()) {
      this.#ahead = undefined;
      yield chunk;
    }
    this.#chunks.pause();
  }

  // --- What is said of them

  #compareRoot({ root }, event) {
    if (this.#someAreMissing) {
      this.#leave(this.#place, `the root in ${event}: chunks are missing`);
    } else if (!this.#rootWasWrong && digestText(this.#tree.root()) !== root) {
      this.#rootWasWrong = true;
      const sentence = `the root over its ${this.#next} chunks is not the one in ${event}`;
      this.#fail(this.#place, sentence);
    }
  }

  #compareRange({ from, to }, event) {
    if (this.#isWhole && (from !== this.#from || to !== this.#end)) {
      const sentence = `names other bytes of ${this.#name} than its chunks have`;
      this.#fail(event, `${sentence}: ${this.#from} to ${this.#end}`);
    }
    this.#from = undefined;
  }

  #compareBytes({ captured_bytes: captured }, event) {
    if (this.#bytes === captured) return;
    this.#fail(this.#place, `${this.#bytes} bytes are stored, but ${event} says ${captured}`);
  }

  #compareGaps({ omitted = [], total_bytes: total }, event) {
    const gaps = [...this.#gaps];
    if (this.#end < total) gaps.push({ from: this.#end, to: total });
    if (canonical(gaps) === canonical(joined(omitted.map(({ range }) => range)))) return;
    this.#fail(this.#place, `what is not stored of it is not what ${event} declares`);
  }

  #compareDigest(said, event) {
    const found = this.#digest?.digest() ?? sha256();
    const omitted = said.total_bytes - said.captured_bytes;
    if (omitted > 0) {
      const sentence = `SHA-256 of the whole stream: ${omitted} bytes are declared as not stored`;
      this.#leave(this.#place, sentence);
    } else if (digestText(found) !== said.sha256) {
      this.#fail(this.#place, `its SHA-256 is not the one in ${event}`);
    } else if (this.#isSound) {
      this.#findings.confirm(this.#place, `SHA-256 of all ${said.total_bytes} bytes`);
    }
  }

  #fail(place, sentence) {
    this.#isSound = false;
    this.#findings.fail(place, sentence);
  }

  #leave(place, sentence) {
    this.#findings.leave(place, sentence);
  }
}

/** Ranges in order, with those that touch made one. */
function joined(ranges) {
  const result = [];
  for (const { from, to } of ranges) {
    const last = result.at(-1);
    if (last?.to === from) last.to = to;
    else result.push({ from, to });
  }
  return result;
}

/** The lines of a `chunks.jsonl`: of each, its number and the chunk in it, if there is one. */
class ChunkLines {
  #lines;
  #number = 0;

  constructor(folder, stream) {
    this.#lines = new Lines(folder, chunksPath(stream), CHUNK_LINE_BYTES_MAX);
  }

  *[Symbol.iterator]() {
    for (const line of this.#lines) yield this.#read(line);
  }

  /** The next chunk. Lines that are none are left out. */
  nextChunk() {
    for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) {
      const { chunk } = this.#read(line);
      if (chunk !== undefined) return chunk;
    }
    return undefined;
  }

  pause() {
    this.#lines.pause();
  }

  #read({ bytes, isTooLong }) {
    const chunk = isTooLong ? undefined : attempt(() => readChunk(bytes)).value;
    return { number: this.#number++, chunk };
  }
}

function chunksPath(stream) {
  return `output/${stream}/chunks.jsonl`;
}

function contentPath(stream, index) {
  return `output/${stream}/${String(index).padStart(8, '0')}.bin`;
}

// ------------------------------------------------------------ The log (§12, point 3)

const PROOF = 'proof.tlog-proof';

/** Whether the log has this end of the chain, and whether this log is to be believed. */
class LogCheck {
  findings = new Findings();

  #folder;
  #manifest;
  #ref;
  #anchor;
  #trusted;

  constructor({ folder, manifest, ref }, anchor, trusted) {
    this.#folder = folder;
    this.#manifest = manifest;
    this.#ref = ref;
    this.#anchor = anchor;
    this.#trusted = trusted;
  }

  /** Takes the steps of the page, in their order. */
  run(typeOfAnchored) {
    if (!('anchor.json' in this.#manifest.files)) {
      this.#sayThatThereIsNoProof();
      return;
    }
    if (this.#anchor.bytes !== undefined) this.#judgeAnchor(this.#anchor.entry, typeOfAnchored);
    const checkpoint = this.#provenCheckpoint();
    if (checkpoint === undefined) return;
    this.#judgeCheckpoint(checkpoint);
    const known = this.#knownKeys(checkpoint);
    if (known !== undefined) {
      this.#followHandovers(known);
      this.#judgeSignatures(checkpoint, known);
    }
    this.#judgeErasedChunks(this.#erasures(checkpoint));
  }

  #sayThatThereIsNoProof() {
    const sentence =
      this.#manifest.log === undefined
        ? 'whether a log has this record: the journal had no log'
        : 'whether the log has this record: it was not anchored when it was exported';
    this.findings.leave(PROOF, sentence);
  }

  // --- Step 1

  #judgeAnchor(anchor, typeOfAnchored) {
    const fail = (sentence) => this.findings.fail('anchor.json', sentence);
    if (anchor === undefined) {
      fail('is not an anchor');
    } else if (anchor.execution !== this.#ref) {
      fail(`is an anchor of ${anchor.execution}`);
    } else {
      if (anchor.log !== this.#manifest.log) fail(`is an anchor of the log ${anchor.log}`);
      const isEnd = TERMINAL.has(typeOfAnchored);
      if (typeOfAnchored !== undefined && isEnd !== (anchor.state === 'terminal')) {
        const what = isEnd ? 'the end' : 'not the end';
        fail(`seq ${anchor.seq} is ${what}, and the anchor says otherwise`);
      }
    }
  }

  // --- Steps 2 and 3

  #provenCheckpoint() {
    const { value: proof, mistake } = this.#proof(PROOF);
    if (mistake !== undefined) this.findings.fail(PROOF, mistake);
    if (proof === undefined) return undefined;
    const { index, checkpoint } = proof;
    if (leads(proof, this.#anchor.bytes ?? '')) {
      const sentence = `the log has the anchor at index ${index} of ${checkpoint.size}`;
      this.findings.confirm(PROOF, sentence);
    } else {
      this.findings.fail(PROOF, 'does not lead from the anchor to the checkpoint');
    }
    return checkpoint;
  }

  /** The proof in a file, or what is wrong with it; neither where there is no such file. */
  #proof(file) {
    const bytes = this.#folder.read(file, PROOF_BYTES_MAX);
    if (bytes === undefined) return {};
    const { value, mistake } = attempt(() => readProof(bytes));
    return { value, mistake: mistake && `is not a proof: ${mistake}` };
  }

  #judgeCheckpoint(checkpoint) {
    const bytes = this.#folder.read('checkpoint', CHECKPOINT_BYTES_MAX);
    if (bytes !== undefined && !bytes.equals(checkpoint.bytes)) {
      this.findings.fail('checkpoint', `is not the one in ${PROOF}`);
    }
    if (checkpoint.log !== this.#manifest.log) {
      this.findings.fail('checkpoint', `is of the log ${checkpoint.log}`);
    }
  }

  // --- Steps 4 to 6

  /** The keys to begin with, if it can be said which they are. */
  #knownKeys(checkpoint) {
    const bytes = this.#folder.read('keys', KEYS_BYTES_MAX) ?? Buffer.alloc(0);
    const { mistake } = attempt(() => readKeys(bytes));
    if (mistake !== undefined) {
      this.findings.fail('keys', `holds something else than keys: ${mistake}`);
    }
    const { value: own = [] } = attempt(() => readKeys(bytes, 1));
    const keys = this.#trusted.length > 0 ? this.#trusted : own;
    const known = new KnownKeys(keys.filter((key) => key.name === checkpoint.log));
    if (!known.areAmbiguous) return known;
    this.findings.fail('keys', 'two different keys have one id');
    return undefined;
  }

  #followHandovers(known) {
    for (const file of numbered(this.#manifest.files, 'handovers')) {
      const { value: proof, mistake } = this.#proof(file);
      const problem = proof === undefined ? mistake : this.#followHandover(proof, known);
      if (problem !== undefined) this.findings.fail(file, problem);
    }
  }

  /** Learns a key, if the handover is to be believed; answers what is wrong with it. */
  #followHandover(proof, known) {
    const { index, extra, checkpoint } = proof;
    const { log } = this.#manifest;
    const { value: added } = attempt(() => readAddedKey(extra, log));
    if (added === undefined) return 'is not of a key that was added to the log';
    if (checkpoint.log !== log) return `is of the log ${checkpoint.log}`;
    // The last two entries are those that add one key and retire the other.
    if (index !== checkpoint.size - 2 || !leads(proof, extra)) {
      return 'does not lead from the entry to the checkpoint';
    }
    if (known.hasAnotherLike(added)) return 'two different keys have one id';
    const others = known.believedFor(checkpoint.size).filter((key) => key.line !== added.line);
    const signedBy = signers(checkpoint, [...others, added]);
    if (signedBy === undefined) return 'a signature of it is wrong';
    const retired = signedBy.filter((key) => key !== added);
    if (retired.length === 0) return undefined; // An auditor may know a later key only.
    if (!signedBy.includes(added)) return 'the added key did not sign it';
    known.add(added);
    for (const key of retired) known.retire(key, checkpoint.size);
    return undefined;
  }

  #judgeSignatures(checkpoint, known) {
    const signedBy = signers(checkpoint, known.believedFor(checkpoint.size));
    if (signedBy === undefined) {
      this.findings.fail('checkpoint', 'a signature of it is wrong');
    } else if (signedBy.length === 0) {
      this.findings.fail('checkpoint', 'no known key of the log signed it');
    }
    for (const { name, id } of signedBy ?? []) {
      this.findings.confirm('checkpoint', `signed by ${name}+${id}`);
    }
    if (signedBy?.length > 0 && this.#trusted.length === 0) {
      const { name, id } = known.first;
      const sentence = `who holds the key ${name}+${id}: it comes from the export itself`;
      this.findings.leave('keys', sentence);
    }
  }

  // --- Steps 7 and 8

  /** What was destroyed of each stream: ranges of chunks, and the entries that say so. */
  #erasures(checkpoint) {
    const erasures = new Map();
    for (const file of numbered(this.#manifest.files, 'erasures')) {
      const { value: proof, mistake } = this.#proof(file);
      const problem = proof === undefined ? mistake : this.#judgeErasure(proof, checkpoint);
      if (problem !== undefined) {
        this.findings.fail(file, problem);
      } else if (proof !== undefined) {
        const { stream, chunks } = readEntry(proof.extra, ENTRIES.erased);
        const ranges = erasures.get(stream) ?? [];
        ranges.push({ ...chunks, index: proof.index });
        erasures.set(stream, ranges);
        const sentence = `the log has the erasure at index ${proof.index} of ${checkpoint.size}`;
        this.findings.confirm(file, sentence);
      }
    }
    return erasures;
  }

  #judgeErasure(proof, checkpoint) {
    const { value: entry } = attempt(() => readEntry(proof.extra, ENTRIES.erased));
    if (entry?.execution !== this.#ref || entry.log !== this.#manifest.log) {
      return 'is not an erasure of this execution';
    }
    if (!proof.checkpoint.bytes.equals(checkpoint.bytes)) {
      return `is under another checkpoint than ${PROOF}`;
    }
    return leads(proof, proof.extra) ? undefined : 'does not lead from the entry to the checkpoint';
  }

  #judgeErasedChunks(erasures) {
    for (const { stream } of this.#manifest.streams) {
      const ranges = erasures.get(stream) ?? [];
      for (const { number, chunk } of new ChunkLines(this.#folder, stream)) {
        if (chunk === undefined) continue;
        const place = `${this.#ref} ${stream} chunk ${number}`;
        const erasure = ranges.find(({ from, to }) => from <= chunk.index && chunk.index < to);
        if (isErased(chunk) && erasure === undefined) {
          this.findings.fail(place, 'its content is gone, and the log has no erasure of it');
        } else if (!isErased(chunk) && erasure !== undefined) {
          const sentence = `though entry ${erasure.index} of the log says that it was erased`;
          this.findings.fail(place, `it has content, ${sentence}`);
        }
      }
    }
  }
}

/** The keys that are known so far, each with the largest size that it is believed for. */
class KnownKeys {
  #largest = new Map();

  constructor(keys) {
    for (const key of keys) this.add(key);
    [this.first] = this.#largest.keys();
    this.areAmbiguous = keys.some((key) => this.hasAnotherLike(key));
  }

  add(key) {
    if (![...this.#largest.keys()].some(({ line }) => line === key.line)) {
      this.#largest.set(key, Infinity);
    }
  }

  /** It is believed for this size already, so this can only be less than it was. */
  retire(key, size) {
    this.#largest.set(key, size);
  }

  believedFor(size) {
    return [...this.#largest.keys()].filter((key) => size <= this.#largest.get(key));
  }

  /** Whether there is another key that a signature could mean as well. */
  hasAnotherLike({ name, id, line }) {
    const known = [...this.#largest.keys()];
    return known.some((key) => key.name === name && key.id === id && key.line !== line);
  }
}

// ------------------------------------------------------------ The files (§12, point 4)

/** Whether everything is there that the manifest names, as it says, and nothing else. */
class FilesCheck {
  findings = new Findings();

  #folder;
  #manifest;
  #ref;
  #directories;
  #chunkCounts;

  constructor({ folder, manifest, ref }) {
    this.#folder = folder;
    this.#manifest = manifest;
    this.#ref = ref;
    this.#directories = new Set(Object.keys(manifest.files).flatMap(directoriesOver));
    this.#chunkCounts = new Map(manifest.streams.map((each) => [each.stream, each.chunk_count]));
  }

  run() {
    this.#judgeEventCount();
    for (const stream of this.#manifest.streams) this.#judgeStream(stream);
    this.#judgeNames('');
    for (const [file, digest] of Object.entries(this.#manifest.files)) {
      this.#judgeDigest(file, digest);
    }
    if (this.findings.failed.isEmpty()) {
      const sentence = 'every file is there and as it says, and no other';
      this.findings.confirm('manifest.json', sentence);
    }
  }

  #judgeEventCount() {
    const file = 'events.jsonl';
    if (!this.#folder.has(file)) return;
    let count = 0;
    for (const _ of new Lines(this.#folder, file, 0)) count++;
    const { event_count: said } = this.#manifest;
    if (count !== said) {
      this.findings.fail(file, `has ${count} lines, but the manifest says ${said}`);
    }
  }

  #judgeStream({ stream, chunk_count, byte_count, erased_count }) {
    const file = chunksPath(stream);
    if (!this.#folder.has(file)) return;
    let [count, bytes, erased] = [0, 0, 0];
    for (const { number, chunk } of new ChunkLines(this.#folder, stream)) {
      count++;
      bytes += chunk?.byte_count ?? 0;
      if (chunk !== undefined && isErased(chunk)) erased++;
      const problem = this.#chunkProblem(stream, chunk);
      if (problem !== undefined) {
        this.findings.fail(`${this.#ref} ${stream} chunk ${number}`, problem);
      }
    }
    if (count !== chunk_count || bytes !== byte_count || erased !== erased_count) {
      const found = `has ${count} chunks with ${bytes} bytes, ${erased} of them erased`;
      this.findings.fail(file, `${found}, but the manifest says otherwise`);
    }
  }

  #chunkProblem(stream, chunk) {
    if (chunk === undefined) return 'its line is not a chunk in canonical form';
    if (this.#manifest.commitments_only) {
      return chunk.salt && 'has a salt, though only commitments were exported';
    }
    const size = this.#folder.size(contentPath(stream, chunk.index));
    if (isErased(chunk)) {
      return size === undefined ? undefined : 'has content, though it was erased';
    }
    if (chunk.salt === undefined) return 'has no salt, and was not erased';
    if (size === undefined) return 'its content is missing';
    return size === chunk.byte_count
      ? undefined
      : 'its content has not the size that its line says';
  }

  /** What is there and should not be. A directory is told as one thing. */
  #judgeNames(directory) {
    for (const entry of this.#folder.entries(directory)) {
      const name = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (this.#belongs(name)) continue;
      if (entry.isDirectory() && this.#directories.has(name)) this.#judgeNames(name);
      else this.findings.fail(name, 'is not part of this export');
    }
  }

  #belongs(name) {
    if (name === 'manifest.json' || name in this.#manifest.files) return true;
    const [, stream, digits] = /^output\/([a-z0-9_]+)\/([0-9]{8,})\.bin$/.exec(name) ?? [];
    return (
      !this.#manifest.commitments_only &&
      Number(digits) < this.#chunkCounts.get(stream) &&
      contentPath(stream, Number(digits)) === name
    );
  }

  #judgeDigest(file, digest) {
    const found = this.#folder.sha256(file);
    if (found === undefined) {
      this.findings.fail(file, 'is missing');
    } else if (digestText(found) !== digest) {
      this.findings.fail(file, 'its SHA-256 is not the one in the manifest');
    }
  }
}

/** An erased chunk has lost even its size. */
function isErased(chunk) {
  return chunk.byte_count === undefined;
}

/** The files of a directory that the manifest names, in the order of their numbers. */
function numbered(files, directory) {
  const names = Object.keys(files).filter((file) => file.startsWith(`${directory}/`));
  return names.sort();
}

/** `a/b/c` is in `a` and in `a/b`. */
function directoriesOver(file) {
  const names = file.split('/').slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join('/'));
}

// ------------------------------------------------------------ Shapes of values

// A shape is a function that throws a Mistake if a JSON value is not of it. Its second argument is
// where the value is. With shapes, the tables of §4, §5, §11 and §12 are tables here too.

/** An object of these properties, of which one with a "?" may be left out. `rule` has the rest. */
function object(properties, rule = () => undefined) {
  const shapes = new Map();
  const optional = new Set();
  for (const [key, shape] of Object.entries(properties)) {
    const name = key.replace('?', '');
    shapes.set(name, shape);
    if (name !== key) optional.add(name);
  }
  return (value, at) => {
    anyObject(value, at);
    for (const name of Object.keys(value)) {
      expect(shapes.has(name), within(at, name), 'is unknown');
    }
    for (const [name, shape] of shapes) {
      if (name in value) shape(value[name], within(at, name));
      else expect(optional.has(name), within(at, name), 'is missing');
    }
    rule(value, at);
  };
}

function within(at, name) {
  return at === '' ? name : `${at}.${name}`;
}

function expect(isSo, at, otherwise) {
  if (!isSo) throw new Mistake(`${at === '' ? 'it' : at} ${otherwise}`);
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function anyObject(value, at) {
  expect(isObject(value), at, 'is not an object');
}

function list(shape, max = Infinity) {
  return (value, at) => {
    expect(Array.isArray(value), at, 'is not a list');
    expect(value.length <= max, at, `has more than ${max} elements`);
    value.forEach((each, i) => shape(each, `${at}[${i}]`));
  };
}

function nullable(shape) {
  return (value, at) => value === null || shape(value, at);
}

function integer(min = 0, max = Number.MAX_SAFE_INTEGER) {
  return (value, at) => {
    const isInRange = Number.isSafeInteger(value) && min <= value && value <= max;
    expect(isInRange, at, `is not an integer from ${min} to ${max}`);
  };
}

/** Its characters are code points (§5). */
function text(max = Infinity, mayBeBlank = false) {
  return (value, at) => {
    expect(typeof value === 'string', at, 'is not a text');
    const isShort = value.length <= max || [...value].length <= max;
    expect(isShort, at, `is longer than ${max} characters`);
    expect(mayBeBlank || /[^\t-\r\x1c-\x20\p{Z}]/u.test(value), at, 'is blank');
  };
}

/** One of some words, which are given with spaces between them. */
function oneOf(words) {
  const set = new Set(words.split(' '));
  return (value, at) => expect(set.has(value), at, 'is none of the words that may be there');
}

function matching(pattern, what) {
  return (value, at) => {
    expect(typeof value === 'string' && pattern.test(value), at, `is not ${what}`);
  };
}

function base64(max = Infinity) {
  return (value, at) => {
    const bytes = typeof value === 'string' ? fromBase64(value) : undefined;
    expect(bytes?.length <= max, at, 'is not base64, or too long');
  };
}

const digest = matching(/^sha256:[0-9a-f]{64}$/, 'a digest');
const executionRef = matching(/^ex_[a-z2-7]{26}$/, 'an execution ref');
const streamName = matching(STREAM_NAME, 'the name of a stream');
const logName = matching(/^[!-*,-~]{1,255}$/, 'the name of a log');
const flag = (value, at) => expect(typeof value === 'boolean', at, 'is neither true nor false');
const one = (value, at) => expect(value === 1, at, 'is not 1');
const contractVersion = (value, at) => expect(value === 1 || value === '1', at, 'is not 1');

/** A moment in any form of RFC 3339 (§5). */
function moment(value, at) {
  expect(instant(value) !== undefined, at, 'is not a moment');
}

/** A moment in the form in which we write it (§1). */
function writtenMoment(value, at) {
  moment(value, at);
  expect(/T.*\.[0-9]{6}Z$/.test(value), at, 'is not in UTC, with six digits');
}

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/i;

/** Milliseconds since 1970 and the fraction of a second; nothing where a text is not a moment. */
function instant(value) {
  const parts = typeof value === 'string' ? MOMENT.exec(value) : null;
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const [fraction = '.0', sign = '+', offsetHours = '00', offsetMinutes = '00'] = parts.slice(7);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (Math.max(hour, offsetHours) > 23 || Math.max(minute, second, offsetMinutes) > 59) {
    return undefined;
  }
  const offset = Number(`${sign}1`) * (60 * offsetHours + Number(offsetMinutes));
  date.setUTCHours(hour, minute - offset, second);
  const isInRange = date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  return isInRange ? { millis: date.getTime(), fraction: Number(fraction) } : undefined;
}

function isAfter(some, other) {
  const [a, b] = [instant(some), instant(other)];
  return a.millis > b.millis || (a.millis === b.millis && a.fraction > b.fraction);
}

// ------------------------------------------------------------ Events (§4, §5)

const EVENT = object({
  v: one,
  execution_ref: executionRef,
  seq: integer(1),
  prev: digest,
  emitted_at: moment,
  node_id: text(),
  tenant_id: text(),
  request_id: text(),
  trace_id: nullable(text()),
  lane_id: nullable(text()),
  target_id: nullable(text()),
  target_verifier_id: nullable(text()),
  attestation_class: nullable(text()),
  authority_verifier_id: nullable(text()),
  policy_bundle_hash: nullable(text()),
  evidence_type: text(),
  payload: anyObject,
});

function isNotEmpty({ from, to }, at) {
  expect(from < to, at, 'is empty');
}

const RANGE = object({ from: integer(), to: integer() }, isNotEmpty);

const OMISSION = object({
  range: RANGE,
  reason: oneOf('capture_limit capture_policy store_failed'),
});

const STREAM_RECORD = object(
  {
    stream: streamName,
    total_bytes: integer(),
    captured_bytes: integer(),
    chunk_count: integer(),
    'omitted?': list(OMISSION),
    sha256: digest,
    root: digest,
    ending: oneOf('eof abandoned limit lost'),
  },
  ({ omitted = [], captured_bytes: captured, total_bytes: total }, at) => {
    let [end, bytes] = [0, captured];
    for (const { range } of omitted) {
      expect(range.from >= end, at, 'has omitted ranges that are not in order');
      end = range.to;
      bytes += range.to - range.from;
    }
    const isAll = bytes === total && end <= total;
    expect(isAll, at, 'has captured and omitted bytes that are not all bytes');
  },
);

const PROVENANCE = object(
  {
    kind: oneOf('node_admitted direct_lower_lane_owner'),
    'owner?': text(512),
    'admission_ref?': text(512),
    'contract_version?': contractVersion,
  },
  ({ kind, owner }, at) => {
    const isDirect = kind === 'direct_lower_lane_owner';
    expect(isDirect === (owner !== undefined), at, 'has an owner exactly in direct mode');
  },
);

const AUTHORITY = object({
  verifier_id: text(256),
  'issuer?': text(256),
  'subject?': text(256),
  'grant_id?': text(256),
  'expires_at?': moment,
  digest,
});

const REJECTION = object({
  reason: oneOf(
    'contract_version_mismatch direct_mode_not_enabled registration_incomplete ' +
      'authority_verifier_missing authority_ref_missing authority_verifier_timeout ' +
      'authority_rejected lane_not_registered invalid_lane_request deadline_expired ' +
      'constraint_unknown constraint_unsatisfiable placement_unavailable ' +
      'unsupported_capability no_satisfying_attested_target capacity_exhausted',
  ),
  'code?': text(64),
  message: text(2048),
  'pointer?': text(1024, true),
  'candidates?': list(object({ target_id: text(), objection: text() }), 64),
  'contract_version?': contractVersion,
});

const CAPABILITIES = object({
  remote: flag,
  run: flag,
  streaming_stdio: flag,
  pty: flag,
  user: flag,
  env: flag,
  cwd: flag,
  startup: oneOf('spawn bridge attach'),
  path: oneOf('local remote guest'),
  interrupt: oneOf('signal stdin rpc none'),
});

const TARGET = object(
  {
    target_id: text(),
    lane_id: text(),
    surface_kind: text(),
    verifier_id: text(),
    'attested_classes?': list(text()),
    measurement: digest,
    attested_at: moment,
    expires_at: moment,
    'attestation_id?': text(512),
    'signature?': base64(1024),
    'enforces?': list(text(64), 32),
    'capabilities?': CAPABILITIES,
    'contract_version?': contractVersion,
  },
  ({ attested_at, expires_at }, at) =>
    expect(isAfter(expires_at, attested_at), at, 'expires before it was attested'),
);

const CONTAINMENT = object({
  means: oneOf('none session cgroup pid_namespace'),
  'survivors?': integer(0, 2 ** 31 - 1),
});

const METRICS = object({
  admission_micros: integer(),
  start_micros: integer(),
  run_micros: integer(),
  output_bytes: integer(),
  input_bytes: integer(),
  'queue_micros?': integer(),
});

const FAILURE = object({
  failure_class: oneOf(
    'policy_denied route_unresolved placement_unavailable launch_failed transport_failed ' +
      'protocol_framing_failed semantic_runtime_failed approval_expired lease_expired ' +
      'attach_mismatch remote_disconnect cancellation timeout',
  ),
  code: text(64),
  reason: text(1024),
});

const ADMISSION = {
  request_hash: digest,
  request: STREAM_RECORD,
  provenance: PROVENANCE,
  'authority?': AUTHORITY,
};

const PAYLOADS = {
  'admission.accepted': object(ADMISSION),
  'admission.rejected': object({ ...ADMISSION, rejection: REJECTION }),
  'target.selected': object({ target: TARGET }),
  'execution.started': object({
    operation: text(),
    timeout_ms: integer(1),
    output_bytes_max: integer(),
    capture_bytes_max: integer(),
    admission_micros: integer(),
  }),
  'lane.fact': object({ fact: text(64), data: anyObject }),
  'output.recorded': object(
    { stream: streamName, from: integer(), to: integer(), chunk_count: integer(), root: digest },
    ({ from, to }, at) => expect(from <= to, at, 'ends before it begins'),
  ),
  'stream.closed': object({ record: STREAM_RECORD }),
  'output.masked': object({ stream: streamName, count: integer(1), bytes: integer(1) }),
  'input.accepted': object(
    { stream: streamName, from: integer(), to: integer(), by: text(256) },
    isNotEmpty,
  ),
  'input.closed': object({ stream: streamName, at: integer(), 'by?': text(256) }),
  'backpressure.applied': object({
    stream: streamName,
    pressure: oneOf('soft_pressure hard_pressure budget_exhausted'),
    at: integer(),
    held_ms: integer(),
  }),
  'attach.granted': object(
    {
      attachment: integer(1),
      principal: text(256),
      directions: list(oneOf('read write control'), 3),
      'grant_id?': text(256),
      'grant_digest?': digest,
      'expires_at?': moment,
    },
    ({ directions }, at) => {
      const isSet = directions.length > 0 && new Set(directions).size === directions.length;
      expect(isSet, at, 'has no directions, or one twice');
    },
  ),
  'attach.closed': object({
    attachment: integer(1),
    cause: oneOf('detached execution_ended expired lost'),
    delivered_bytes: integer(),
    accepted_bytes: integer(),
  }),
  'attach.revoked': object({
    attachment: integer(1),
    revoked_by: text(256),
    delivered_bytes: integer(),
    accepted_bytes: integer(),
  }),
  'cancel.requested': object({ requested_by: text(256) }),
  'execution.completed': object({ output: anyObject, containment: CONTAINMENT, metrics: METRICS }),
  'execution.failed': object({
    outcome: oneOf('failed timed_out'),
    'output?': anyObject,
    'failure?': FAILURE,
    'containment?': CONTAINMENT,
    metrics: METRICS,
  }),
  'execution.cancelled': object({
    'output?': anyObject,
    'containment?': CONTAINMENT,
    metrics: METRICS,
  }),
  'execution.lost': object({ reason: text(1024), 'last_fact?': text(), 'observed?': anyObject }),
};

const TERMINAL = new Set([
  'admission.rejected',
  'execution.completed',
  'execution.failed',
  'execution.cancelled',
  'execution.lost',
]);

function readEvent(value) {
  EVENT(value, '');
  const { evidence_type: type, payload } = value;
  expect(Object.hasOwn(PAYLOADS, type), 'evidence_type', `${type} is unknown`);
  PAYLOADS[type](payload, 'payload');
  return value;
}

// ------------------------------------------------------------ Other documents (§11, §12)

const ENTRY_BYTES_MAX = 65_535;

const ENTRY = { v: one, log: logName, at: writtenMoment };
const ENTRIES = {
  anchor: object({
    ...ENTRY,
    kind: oneOf('anchor'),
    execution: executionRef,
    seq: integer(1),
    head: digest,
    state: oneOf('open terminal'),
  }),
  keyAdded: object({
    ...ENTRY,
    kind: oneOf('key_added'),
    key: object({ name: logName, public_key: base64(32), key_id: text() }),
    reason: text(1024),
  }),
  erased: object({
    ...ENTRY,
    kind: oneOf('erased'),
    execution: executionRef,
    stream: streamName,
    chunks: RANGE,
    reason: text(1024),
  }),
};

function readEntry(bytes, shape) {
  expect(bytes.length <= ENTRY_BYTES_MAX, '', `has more than ${ENTRY_BYTES_MAX} bytes`);
  return readCanonical(bytes, shape);
}

/** The key in a `key_added` of a log, which must be the log's own. */
function readAddedKey(bytes, log) {
  const entry = readEntry(bytes, ENTRIES.keyAdded);
  const key = keyOf(entry.key.name, fromBase64(entry.key.public_key));
  const isOfLog = entry.log === log && key.name === log && key.id === entry.key.key_id;
  expect(isOfLog, '', 'is not a key of this log');
  return key;
}

const CHUNK = object(
  {
    index: integer(),
    offset: integer(),
    at_micros: integer(),
    'byte_count?': integer(),
    'salt?': base64(),
    commitment: digest,
  },
  (chunk, at) => expect(!isErased(chunk) || chunk.salt === undefined, at, 'has a salt and no size'),
);

function readChunk(line) {
  const chunk = readCanonical(line, CHUNK);
  return chunk.salt === undefined ? chunk : { ...chunk, salt: fromBase64(chunk.salt) };
}

const MANIFEST_BYTES_MAX = 1024 * 1024;
const HANDOVERS_MAX = 1024;

const STREAM_SUMMARY = object(
  { stream: streamName, chunk_count: integer(), byte_count: integer(), erased_count: integer() },
  ({ chunk_count, erased_count }, at) =>
    expect(erased_count <= chunk_count, at, 'has more erased chunks than chunks'),
);

const MANIFEST = object(
  {
    v: one,
    format: oneOf('execution-plane/export'),
    execution_ref: executionRef,
    'log?': logName,
    event_count: integer(),
    commitments_only: flag,
    'streams?': list(STREAM_SUMMARY),
    'missing?': list(object({ what: text(), why: text() })),
    files: anyObject,
  },
  ({ files, streams, missing }, at) => {
    for (const [file, each] of Object.entries(files)) digest(each, within(at, `files.${file}`));
    expect(streams?.length !== 0, 'streams', 'is empty');
    expect(missing?.length !== 0, 'missing', 'is empty');
  },
);

function readManifest(folder) {
  const bytes = folder.read('manifest.json', MANIFEST_BYTES_MAX);
  if (bytes === undefined) throw new Mistake('is missing');
  const { value, mistake } = attempt(() => parseManifest(bytes));
  if (mistake !== undefined) throw new Mistake(`is not a manifest: ${mistake}`);
  return value;
}

function parseManifest(bytes) {
  expect(bytes.length <= MANIFEST_BYTES_MAX, '', `has more than ${MANIFEST_BYTES_MAX} bytes`);
  const manifest = { streams: [], missing: [], ...readCanonical(bytes, MANIFEST) };
  const names = manifest.streams.map((each) => each.stream);
  const isSorted = names.every((name, i) => i === 0 || names[i - 1] < name);
  expect(isSorted, 'streams', 'is not sorted, or names one twice');
  const files = Object.keys(manifest.files).sort();
  const expected = expectedFiles(manifest).sort();
  expect(canonical(files) === canonical(expected), 'files', 'are not those of such an export');
  const missing = canonical(expectedMissing(manifest));
  expect(canonical(manifest.missing) === missing, 'missing', 'is not what follows from the rest');
  return manifest;
}

function expectedFiles({ files, streams }) {
  const expected = ['events.jsonl', 'schemas/evidence_event.v1.schema.json'];
  for (const { stream } of streams) expected.push(chunksPath(stream));
  if (!('anchor.json' in files)) return expected;
  expected.push('anchor.json', PROOF, 'checkpoint', 'keys');
  const handovers = numbered(files, 'handovers').length;
  expect(handovers <= HANDOVERS_MAX, 'files', `has more than ${HANDOVERS_MAX} handovers`);
  for (let i = 0; i < handovers; i++) expected.push(numberedPath('handovers', i));
  const erasures = numbered(files, 'erasures').length;
  for (let i = 0; i < erasures; i++) expected.push(numberedPath('erasures', i));
  return expected;
}

function numberedPath(directory, number) {
  return `${directory}/${String(number).padStart(8, '0')}.tlog-proof`;
}

function expectedMissing({ files, log, commitments_only: commitmentsOnly, streams }) {
  const missing = [];
  if (!('anchor.json' in files)) {
    missing.push({ what: 'proof', why: log === undefined ? 'no_log' : 'not_anchored' });
  }
  if (commitmentsOnly) missing.push({ what: 'content', why: 'commitments_only' });
  if (streams.some((each) => each.erased_count > 0)) {
    missing.push({ what: 'content', why: 'erased' });
  }
  return missing;
}

/** The value in canonical bytes, which must be of a shape. */
function readCanonical(bytes, shape) {
  const value = parseJson(bytes);
  shape(value, '');
  expect(isCanonical(value, bytes), '', 'is not in canonical form');
  return value;
}

// ------------------------------------------------------------ Notes and proofs (§11)

const PROOF_BYTES_MAX = 384 * 1024;
const EXTRA_BYTES_MAX = 64 * 1024;
const PATH_LENGTH_MAX = 53;
const CHECKPOINT_BYTES_MAX = 256 * 1024;
const SIGNATURES_MAX = 64;

function readProof(bytes) {
  expect(bytes.length <= PROOF_BYTES_MAX, '', `has more than ${PROOF_BYTES_MAX} bytes`);
  const lines = new NoteLines(utf8(bytes));
  expect(lines.next() === 'c2sp.org/tlog-proof@v1', '', 'does not begin like one');
  let line = lines.next();
  let extra = Buffer.alloc(0);
  if (line.startsWith('extra ')) {
    extra = readBase64(line.slice(6), 'what is extra');
    expect(extra.length >= 1 && extra.length <= EXTRA_BYTES_MAX, 'what is extra', 'is too long');
    line = lines.next();
  }
  expect(line.startsWith('index '), '', 'has no index');
  const index = readDecimal(line.slice(6), 'the index');
  const hashes = [];
  for (line = lines.next(); line !== ''; line = lines.next()) {
    expect(hashes.length < PATH_LENGTH_MAX, '', `has more than ${PATH_LENGTH_MAX} hashes`);
    hashes.push(readHash(line, 'a hash'));
  }
  const checkpoint = readCheckpoint(lines.rest());
  expect(index < checkpoint.size, 'the index', 'is beyond the tree');
  return { index, extra, hashes, checkpoint };
}

function readCheckpoint(note) {
  const bytes = Buffer.from(note);
  const what = 'the checkpoint';
  expect(bytes.length <= CHECKPOINT_BYTES_MAX, what, `has more than ${CHECKPOINT_BYTES_MAX} bytes`);
  expect(!/[\0-\x09\x0b-\x1f]/.test(note), what, 'has a control character');
  const end = note.lastIndexOf('\n\n') + 1;
  expect(end > 0, what, 'has no empty line');
  const body = new NoteLines(note.slice(0, end));
  const log = body.next();
  expect(log !== '', what, 'names no log');
  const size = readDecimal(body.next(), 'the size');
  const root = readHash(body.next(), 'the root');
  expect(size > 0 || root.equals(sha256()), 'the root', 'is not that of an empty tree');
  while (!body.isOver()) expect(body.next() !== '', what, 'has two empty lines');
  const signatures = readSignatures(new NoteLines(note.slice(end + 1)));
  return { bytes, log, size, root, signatures, signed: Buffer.from(note.slice(0, end)) };
}

function readSignatures(lines) {
  const signatures = [];
  while (!lines.isOver()) {
    const [, name, text] = /^\u2014 ([^\s+]+) ([^ ]+)$/u.exec(lines.next()) ?? [];
    expect(name !== undefined, 'a signature', 'is not a name and bytes');
    const bytes = readBase64(text, 'a signature');
    expect(bytes.length >= 5, 'a signature', 'is too short');
    signatures.push({ name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) });
  }
  const isSome = signatures.length >= 1 && signatures.length <= SIGNATURES_MAX;
  expect(isSome, 'the checkpoint', `has not 1 to ${SIGNATURES_MAX} signatures`);
  return signatures;
}

function readDecimal(text, what) {
  const number = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
  expect(Number.isSafeInteger(number), what, 'is not a decimal number up to 2^53 - 1');
  return number;
}

function readHash(text, what) {
  const hash = readBase64(text, what);
  expect(hash.length === 32, what, 'has not 32 bytes');
  return hash;
}

function readBase64(text, what) {
  const bytes = fromBase64(text);
  expect(bytes !== undefined, what, 'is not base64');
  return bytes;
}

/** Lines of a text, of which each ends with a line feed. */
class NoteLines {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
  }

  next() {
    const end = this.#text.indexOf('\n', this.#at);
    expect(end >= 0, '', 'ends too early');
    const line = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return line;
  }

  isOver() {
    return this.#at === this.#text.length;
  }

  rest() {
    return this.#text.slice(this.#at);
  }
}

/** Which keys signed a checkpoint; nothing if what claims to be of one of them is wrong. */
function signers({ signatures, signed }, keys) {
  const found = new Set();
  for (const { name, id, signature } of signatures) {
    const key = keys.find((each) => each.name === name && each.id === id);
    if (key === undefined) continue;
    if (!isSignatureOf(key, signed, signature)) return undefined;
    found.add(key);
  }
  return [...found];
}

/** Whether the proof leads from an entry to its checkpoint: RFC 9162, section 2.1.3.2. */
function leads({ index, hashes, checkpoint }, entry) {
  let node = index;
  let last = checkpoint.size - 1;
  let hash = sha256(LEAF, entry);
  const up = () => {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  };
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = sha256(NODE, sibling, hash);
      // A last node without a sibling is its own parent.
      while (node % 2 === 0 && node !== 0) up();
    } else {
      hash = sha256(NODE, hash, sibling);
    }
    up();
  }
  return last === 0 && hash.equals(checkpoint.root);
}

// ------------------------------------------------------------ Keys (§11)

const KEYS_BYTES_MAX = 64 * 1024;
const KEY_LINE_LENGTH_MAX = 1024;
const ED25519 = Buffer.of(1);

/** The keys in the lines of a file, or in the first few of them. */
function readKeys(bytes, max = Infinity) {
  expect(bytes.length <= KEYS_BYTES_MAX, '', `has more than ${KEYS_BYTES_MAX} bytes`);
  const lines = utf8(bytes).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(0, max).map((line, i) => {
    const { value: key, mistake } = attempt(() => parseKey(line));
    if (key === undefined) throw new Mistake(`line ${i + 1}: ${mistake}`);
    return key;
  });
}

function parseKey(line) {
  expect(line.length <= KEY_LINE_LENGTH_MAX, 'a key', `has more than ${KEY_LINE_LENGTH_MAX} characters`);
  const [, name, id, text] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/.exec(line) ?? [];
  expect(name !== undefined, 'a key', 'is not NAME+ID+BASE64');
  logName(name, 'the name of a key');
  const bytes = readBase64(text, 'a key');
  expect(bytes[0] === ED25519[0], 'a key', 'is not an Ed25519 key');
  const key = keyOf(name, bytes.subarray(1));
  expect(key.id === id, 'a key', `has the id ${key.id}`);
  return key;
}

function keyOf(name, publicKey) {
  expect(isPoint(publicKey), 'a key', 'is not an Ed25519 key');
  const bytes = Buffer.concat([ED25519, publicKey]);
  const id = sha256(name, '\n', bytes).toString('hex', 0, 4);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  return { name, id, line: `${name}+${id}+${bytes.toString('base64')}`, jwk };
}

function isSignatureOf({ jwk }, bytes, signature) {
  return verifySignature(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), signature);
}

const P = 2n ** 255n - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/** Whether 32 bytes are a point of the curve: RFC 8032, section 5.1.3. */
function isPoint(bytes) {
  if (bytes.length !== 32) return false;
  const number = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const sign = number >> 255n;
  const y = number & (2n ** 255n - 1n);
  if (y >= P) return false;
  const u = (y * y - 1n + P) % P;
  const v = (D * y * y + 1n) % P;
  if (u === 0n) return sign === 0n;
  // x² is u/v. That has a root exactly if uv has one, and this is how Euler tells.
  return power((u * v) % P, (P - 1n) / 2n) === 1n;
}

function power(base, exponent) {
  let result = 1n;
  for (let bits = exponent, square = base; bits > 0n; bits >>= 1n) {
    if (bits & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

// ------------------------------------------------------------ JSON (§1)

const DEPTH_MAX = 100;
const NUMBER_LENGTH_MAX = 100;
const NAME_BYTES_MAX = 1024;

/** The value in some bytes, read as strictly as §1 wants it. */
function parseJson(bytes) {
  return new JsonReader(utf8(bytes)).document();
}

class JsonReader {
  #text;
  #at = 0;
  #depth = 0;

  constructor(text) {
    this.#text = text;
  }

  document() {
    const value = this.#value();
    if (this.#at < this.#text.length) throw this.#unexpected();
    return value;
  }

  /** A value, with the white space around it. */
  #value() {
    this.#skipSpace();
    const value = this.#bareValue();
    this.#skipSpace();
    return value;
  }

  #bareValue() {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  /** Without a prototype, any name is only a name. */
  #object() {
    const object = Object.create(null);
    this.#elements('{', '}', () => {
      this.#skipSpace();
      const name = this.#string();
      const isShort = Buffer.byteLength(name) <= NAME_BYTES_MAX;
      expect(isShort, 'a name', `has more than ${NAME_BYTES_MAX} bytes`);
      expect(!(name in object), 'a name', `is there twice: ${name}`);
      this.#skipSpace();
      this.#take(':');
      object[name] = this.#value();
    });
    return object;
  }

  #array() {
    const array = [];
    this.#elements('[', ']', () => array.push(this.#value()));
    return array;
  }

  #elements(begin, end, readOne) {
    this.#take(begin);
    expect(++this.#depth <= DEPTH_MAX, '', `is nested deeper than ${DEPTH_MAX}`);
    this.#skipSpace();
    if (this.#text[this.#at] !== end) {
      readOne();
      while (this.#text[this.#at] === ',') {
        this.#at++;
        readOne();
      }
    }
    this.#take(end);
    this.#depth--;
  }

  #string() {
    const raw = this.#match(/"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    const string = JSON.parse(raw);
    expect(!/\p{Surrogate}/u.test(string), '', 'has a lone surrogate');
    return string;
  }

  #number() {
    const raw = this.#match(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y);
    const isShort = raw.length <= NUMBER_LENGTH_MAX;
    expect(isShort, 'a number', `has more than ${NUMBER_LENGTH_MAX} characters`);
    const number = Number(raw);
    expect(Number.isFinite(number), 'a number', 'is beyond the range of a double');
    const isItself = !/^-?[0-9]+$/.test(raw) || BigInt(raw) === printedWhole(number);
    expect(isItself, 'a whole number', 'is another one in canonical form');
    return number;
  }

  #word(word, value) {
    if (!this.#text.startsWith(word, this.#at)) throw this.#unexpected();
    this.#at += word.length;
    return value;
  }

  #match(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) throw this.#unexpected();
    this.#at = pattern.lastIndex;
    return found[0];
  }

  #take(character) {
    if (this.#text[this.#at] !== character) throw this.#unexpected();
    this.#at++;
  }

  #skipSpace() {
    this.#match(/[ \t\n\r]*/y);
  }

  #unexpected() {
    const isOver = this.#at === this.#text.length;
    return new Mistake(isOver ? 'it ends too early' : `character ${this.#at} cannot be there`);
  }
}

/** The whole number that is printed for a double, which need not be the double's own value. */
function printedWhole(number) {
  const [digits, exponent] = String(number).split('e+');
  if (exponent === undefined) return BigInt(digits);
  const [whole, fraction = ''] = digits.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(exponent - fraction.length);
}

/** RFC 8785 is what ECMAScript does: it prints the values, and sorts names by code units. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function isCanonical(value, bytes) {
  return Buffer.from(canonical(value)).equals(bytes);
}

function utf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Mistake('it is not UTF-8');
  }
}

/** RFC 4648, section 4, padded, in the one spelling that these bytes have; else nothing. */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

// ------------------------------------------------------------ Hashes (§3, §6, §11)

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
const COMMITMENT = Buffer.of(2);

function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function digestText(hash) {
  return `sha256:${hash.toString('hex')}`;
}

function digestBytes(text) {
  return Buffer.from(text.slice('sha256:'.length), 'hex');
}

/** The tree of RFC 9162, section 2.1.1, of which only as much is kept as one needs to go on. */
class MerkleTree {
  #size = 0;
  /** The roots of the full trees that the leaves make up: one for each bit of the size. */
  #roots = [];

  add(input) {
    let hash = sha256(LEAF, input);
    for (let size = this.#size; size % 2 === 1; size = Math.floor(size / 2)) {
      hash = sha256(NODE, this.#roots.pop(), hash);
    }
    this.#roots.push(hash);
    this.#size++;
  }

  root() {
    if (this.#size === 0) return sha256();
    return this.#roots.reduceRight((right, left) => sha256(NODE, left, right));
  }
}

// ------------------------------------------------------------ The directory (§12)

const PIECE_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/** An exported directory, of which only regular files are read, and no link is followed. */
class Folder {
  #root;
  #isDirectory = new Map();

  constructor(root) {
    this.#root = root;
  }

  has(file) {
    return this.size(file) !== undefined;
  }

  /** How many bytes a file has; nothing where there is no such file. */
  size(file) {
    const stat = this.#isReachable(file) ? this.#stat(file) : undefined;
    return stat?.isFile() ? stat.size : undefined;
  }

  /** A file's descriptor; nothing where there is no such file. */
  open(file) {
    if (!this.has(file)) return undefined;
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
    return fs.openSync(path.join(this.#root, file), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  }

  /** A file's bytes, at most one more than it may have; nothing where there is no such file. */
  read(file, max) {
    return this.#reading(file, (descriptor) => {
      const bytes = Buffer.alloc(Math.min(fs.fstatSync(descriptor).size, max) + 1);
      let length = 0;
      for (let count = -1; count !== 0 && length < bytes.length; length += count) {
        count = fs.readSync(descriptor, bytes, length, bytes.length - length, null);
      }
      return bytes.subarray(0, length);
    });
  }

  /** The hash of a file's bytes; nothing where there is no such file. */
  sha256(file) {
    return this.#reading(file, (descriptor) => {
      const hash = createHash('sha256');
      const piece = Buffer.alloc(PIECE_BYTES);
      for (let count = -1; count !== 0; ) {
        count = fs.readSync(descriptor, piece, 0, piece.length, null);
        hash.update(piece.subarray(0, count));
      }
      return hash.digest();
    });
  }

  #reading(file, read) {
    const descriptor = this.open(file);
    if (descriptor === undefined) return undefined;
    try {
      return read(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /** What is in a directory, in the order in which the system tells it. */
  *entries(directory) {
    if (directory !== '' && !this.#isReachable(`${directory}/`)) return;
    const open = fs.opendirSync(path.join(this.#root, directory));
    try {
      for (let entry = open.readSync(); entry !== null; entry = open.readSync()) yield entry;
    } finally {
      open.closeSync();
    }
  }

  /** Whether everything over a file is a directory, and not a link to one. */
  #isReachable(file) {
    return directoriesOver(file).every((name) => {
      if (!this.#isDirectory.has(name)) {
        this.#isDirectory.set(name, this.#stat(name)?.isDirectory() === true);
      }
      return this.#isDirectory.get(name);
    });
  }

  #stat(name) {
    return fs.lstatSync(path.join(this.#root, name), { throwIfNoEntry: false });
  }
}

/** The lines of a file, one after the other; of each, at most one byte more than it may have. */
class Lines {
  #folder;
  #file;
  #max;
  #descriptor;
  /** Where the bytes after the piece are. */
  #position = 0;
  /** Bytes that were read and not given away. */
  #piece = Buffer.alloc(0);

  constructor(folder, file, max) {
    this.#folder = folder;
    this.#file = file;
    this.#max = max;
  }

  *[Symbol.iterator]() {
    try {
      for (let line = this.next(); line !== undefined; line = this.next()) yield line;
    } finally {
      this.pause();
    }
  }

  /** The next line, or nothing. */
  next() {
    const parts = [];
    let length = 0;
    let isOver = false;
    while (!isOver) {
      if (this.#piece.length === 0 && !this.#readPiece()) {
        if (length === 0) return undefined;
        break;
      }
      const end = this.#piece.indexOf(LINE_FEED);
      isOver = end >= 0;
      const part = isOver ? this.#piece.subarray(0, end) : this.#piece;
      if (length <= this.#max) parts.push(part.subarray(0, this.#max + 1 - length));
      length += part.length;
      this.#piece = this.#piece.subarray(isOver ? end + 1 : part.length);
    }
    return { bytes: Buffer.concat(parts), isTooLong: length > this.#max };
  }

  /** Gives file and memory back until the next line is asked for. */
  pause() {
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#position -= this.#piece.length;
    this.#piece = Buffer.alloc(0);
  }

  #readPiece() {
    this.#descriptor ??= this.#folder.open(this.#file);
    if (this.#descriptor === undefined) return false;
    const piece = Buffer.alloc(PIECE_BYTES);
    const count = fs.readSync(this.#descriptor, piece, 0, piece.length, this.#position);
    this.#position += count;
    this.#piece = piece.subarray(0, count);
    return count > 0;
  }
}

// Only if this file is run, and not if it is imported.
if (import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1] ?? '')).href) {
  process.stdout.on('error', () => process.exit()); // Whoever reads has seen enough.
  process.exitCode = main(process.argv.slice(2));
}
