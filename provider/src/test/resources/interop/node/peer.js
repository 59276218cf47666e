// Node's TLS, told line by line what to do; the lines are those of Program.java.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const net = require('net');
const readline = require('readline');
const tls = require('tls');

let client, listening, serving;
let cuts = false;
let resumed = [];
let kept;

/** The bodies of HTTP messages, one after another; null at the end. */
async function* bodies(stream) {
  let bytes = Buffer.alloc(0);
  for await (const chunk of stream) {
    bytes = Buffer.concat([bytes, chunk]);
    for (let head = bytes.indexOf('\r\n\r\n'); head >= 0; head = bytes.indexOf('\r\n\r\n')) {
      const length = /content-length: *(\d+)/i.exec(bytes.subarray(0, head).toString('latin1'));
      const end = head + 4 + (length ? Number(length[1]) : 0);
      if (bytes.length < end) break;
      yield bytes.subarray(head + 4, end);
      bytes = bytes.subarray(end);
    }
  }
  if (bytes.length) throw new Error(`cut off after ${bytes.length} bytes`);
}

async function send(socket, first, body) {
  const all = Buffer.concat([Buffer.from(`${first}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
  const step = cuts ? 1 : all.length;
  for (let at = 0; at < all.length; at += step) {
    await new Promise((done) => socket.write(all.subarray(at, at + step), done));
  }
}

function options(given) {
  cuts = given.cut === '1';
  const file = (name) => given[name] && fs.readFileSync(given[name]);
  return {
    minVersion: given.version, maxVersion: given.version, ciphers: given.suite, ecdhCurve: given.groups,
    ca: file('ca'), cert: file('cert'), key: file('key'), ALPNProtocols: given.alpn && given.alpn.split(','),
  };
}

async function connect(given) {
  if (given.sessions !== 'kept') {
    resumed = [];
    kept = undefined;
  }
  const socket = tls.connect({ ...options(given), session: kept, host: '127.0.0.1', port: Number(given.port), servername: 'localhost' });
  socket.on('session', (session) => { kept = session; });
  socket.setNoDelay(true);
  await new Promise((done, failed) => socket.once('secureConnect', done).once('error', failed));
  note(socket);
  client = { socket, answers: bodies(socket) };
}

function note(socket) {
  resumed.push(socket.isSessionReused() ? 'yes' : 'no');
}

async function serve(socket) {
  note(socket);
  socket.setNoDelay(true);
  for await (const body of bodies(socket)) await send(socket, 'HTTP/1.0 200 OK', body);
}

async function listen(given) {
  resumed = [];
  let left = Number(given.connections ?? 1);
  const ids = given.way === 'ID';
  const sessions = new Map();
  listening = tls.createServer({
    ...options(given), secureOptions: ids ? crypto.constants.SSL_OP_NO_TICKET : 0, requestCert: given.auth !== 'none', rejectUnauthorized: given.auth === 'need',
  });
  if (ids) {
    listening.on('newSession', (id, session, done) => { sessions.set(id.toString('hex'), session); done(); });
    listening.on('resumeSession', (id, done) => done(null, sessions.get(id.toString('hex')) ?? null));
  }
  serving = new Promise((done, failed) => {
    listening.on('tlsClientError', failed);
    listening.on('secureConnection', (socket) => serve(socket).then(() => --left || done(), failed));
  });
  serving.catch(() => {});
  await new Promise((done) => listening.listen(0, '127.0.0.1', done));
  return listening.address().port;
}

async function obey(word, rest) {
  const given = () => Object.fromEntries(rest.split(' ').map((s) => [s.slice(0, s.indexOf('=')), s.slice(s.indexOf('=') + 1)]));
  switch (word) {
    case 'version': return `${process.versions.node}, OpenSSL ${process.versions.openssl.split('+')[0]}`;
    case 'listen': return `port ${await listen(given())}`;
    case 'connect': await connect(given()); return 'connected';
    case 'exchange': {
      await send(client.socket, 'POST /echo HTTP/1.0', Buffer.from(rest));
      const answer = await client.answers.next();
      return answer.done ? 'failed: closed' : `body ${answer.value}`;
    }
    case 'end': {
      if (!client) await serving;
      else if (!(await client.answers.next()).done) return 'failed: more data';
      return 'ended';
    }
    case 'resumed': return `resumed ${resumed.join(' ')}`;
    case 'close':
      client?.socket.destroy();
      listening?.close();
      client = listening = undefined;
      return 'closed';
    default: return `failed: ${word} is unknown`;
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const space = line.indexOf(' ');
    const answer = await obey(space < 0 ? line : line.slice(0, space), line.slice(space + 1))
      .catch((e) => `failed ${String(e.stack).replace(/\s+/g, ' ')}`);
    process.stdout.write(`${answer}\n`);
  }
  process.exit(0);
})();
