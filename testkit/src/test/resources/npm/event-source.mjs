// Follows a stream of an execution with the EventSource of npm, however often the connection breaks.
import {createHash} from 'node:crypto';
import {EventSource} from 'eventsource';

const [url, token] = process.argv.slice(2);
const digest = createHash('sha256');
const seen = {bytes: 0, opens: 0, breaks: 0, gaps: 0};

const source = new EventSource(url, {
  fetch: (input, init) =>
    fetch(input, {...init, headers: {...init.headers, Authorization: `Bearer ${token}`}}),
});

source.onopen = () => seen.opens++;
source.onerror = () => seen.breaks++;
source.addEventListener('omitted', () => seen.gaps++);
source.addEventListener('lagged', () => seen.gaps++);
source.addEventListener('bytes', event => {
  const bytes = Buffer.from(event.data, 'base64');
  if (Number(event.lastEventId) !== seen.bytes + bytes.length) {
    throw new Error(`at ${seen.bytes}: ${bytes.length} bytes up to ${event.lastEventId}`);
  }
  seen.bytes += bytes.length;
  digest.update(bytes);
});
source.addEventListener('end', () => {
  source.close();
  console.log(JSON.stringify({...seen, sha256: `sha256:${digest.digest('hex')}`}));
});
