// Exec of the official Kubernetes client for JavaScript, with the path of a pod turned into ours.
import { PassThrough } from 'node:stream';
import { Exec, KubeConfig } from '@kubernetes/client-node';

const [url, token, ref] = process.argv.slice(2);
const config = new KubeConfig();
config.loadFromOptions({
  clusters: [{ name: 'node', server: url, skipTLSVerify: true }],
  users: [{ name: 'us', token }],
  contexts: [{ name: 'it', cluster: 'node', user: 'us' }],
  currentContext: 'it',
});
const exec = new Exec(config);
const handler = exec.handler;
exec.handler = {
  connect: (path, text, binary) =>
    handler.connect(
      path.replace(/^\/api\/v1\/namespaces\/.*\/pods\/([^/]*)\/exec/, '/v1/executions/$1/attach'),
      text,
      binary,
    ),
};
const collected = { stdout: '', stderr: '' };
const sink = (name) => {
  const stream = new PassThrough();
  stream.on('data', (data) => (collected[name] += data.toString()));
  return stream;
};
const stdin = new PassThrough();
const socket = await exec.exec(
  'default',
  ref,
  'main',
  ['ignored', 'here'],
  sink('stdout'),
  sink('stderr'),
  stdin,
  false,
  (status) => {
    const cause = status.details?.causes?.find((each) => each.reason === 'ExitCode');
    // After what the streams still hold.
    setImmediate(() => {
      console.log(JSON.stringify({ protocol: socket.protocol, ...collected, exit: cause?.message }));
      process.exit(0);
    });
  },
);
stdin.end('hello\n');
