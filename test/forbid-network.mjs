// Makes every attempt to open a socket or look up a host fail; loaded before each test file, and with
// `node --import` before each command the tests run.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

function forbidden() {
  throw new Error('the network is forbidden here');
}

net.Socket.prototype.connect = forbidden;
net.Server.prototype.listen = forbidden;
dgram.createSocket = forbidden;
dns.lookup = forbidden;
dns.promises.lookup = forbidden;
globalThis.fetch = forbidden;
