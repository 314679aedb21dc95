// Attaches in ep.v1 with the npm client ws: says hello, closes the input, and prints what came.
import WebSocket from 'ws';

const [url, token, ref] = process.argv.slice(2);
const socket = new WebSocket(`${url}/v1/executions/${ref}/attach`, 'ep.v1', {
  headers: { Authorization: `Bearer ${token}` },
});
const seen = { protocol: '', types: [], stdout: '', code: null, reason: '' };
const say = (message) => socket.send(JSON.stringify(message));

function input(stream, bytes) {
  const name = Buffer.from(stream, 'ascii');
  const offset = Buffer.alloc(8);
  offset.writeBigInt64BE(-1n);
  return Buffer.concat([Buffer.from([name.length]), name, offset, Buffer.from(bytes)]);
}

socket.on('open', () => (seen.protocol = socket.protocol));
socket.on('message', (data, isBinary) => {
  if (isBinary) {
    const stream = data.subarray(1, 1 + data[0]).toString('ascii');
    const at = Number(data.readBigInt64BE(1 + data[0]));
    const bytes = data.subarray(9 + data[0]);
    if (at !== seen.stdout.length) throw new Error(`a gap at ${at}`);
    seen.stdout += bytes.toString('latin1');
    say({ type: 'ack', stream, offset: at + bytes.length });
    return;
  }
  const message = JSON.parse(data.toString());
  seen.types.push(message.type);
  if (message.type === 'attached') {
    say({ type: 'read', stream: 'stdout', from: 0 });
    socket.send(input('stdin', 'hello\n'));
    say({ type: 'eof', stream: 'stdin' });
  } else if (message.type === 'result') {
    seen.code = message.result.output.exit.code;
  } else if (message.type === 'closed') {
    seen.reason = message.reason;
  }
});
socket.on('error', (failure) => {
  console.error(failure);
  process.exit(1);
});
socket.on('close', (status) => console.log(JSON.stringify({ ...seen, status })));
