// Sessions in memory, its default: nothing is durable. LINE is a server that says yes to everything.
module.exports = {
  initialState: { count: 0 },
  session: { driver: 'memory', stores: { memory: { maxSize: 500 } } },
  channels: {
    line: {
      enabled: true,
      path: '/callback',
      accessToken: 'token',
      channelSecret: process.env.CHANNEL_SECRET,
      origin: process.env.LINE_ORIGIN,
    },
  },
};
