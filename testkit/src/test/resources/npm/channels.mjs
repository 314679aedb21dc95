// Attaches in v5.channel.k8s.io with the npm client ws: types, closes channel 0, prints what came.
import WebSocket from 'ws';

const [url, token, ref] = process.argv.slice(2);
const socket = new WebSocket(
  `${url}/v1/executions/${ref}/attach?stdin=true&stdout=true&stderr=true`,
  'v5.channel.k8s.io',
  { headers: { Authorization: `Bearer ${token}` } },
);
const channels = { 1: '', 2: '', 3: '' };

socket.on('open', () => {
  socket.send(Buffer.concat([Buffer.from([0]), Buffer.from('hello\n')]));
  socket.send(Buffer.from([255, 0]));
});
socket.on('message', (data) => (channels[data[0]] += data.subarray(1).toString()));
socket.on('error', (failure) => {
  console.error(failure);
  process.exit(1);
});
socket.on('close', (code) =>
  console.log(
    JSON.stringify({
      protocol: socket.protocol,
      stdout: channels[1],
      stderr: channels[2],
      status: JSON.parse(channels[3]),
      code,
    }),
  ),
);
