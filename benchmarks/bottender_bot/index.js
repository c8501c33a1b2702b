// The least a Bottender bot does that remembers something of a person and answers.
module.exports = async function App(context) {
  context.setState({ count: (context.state.count || 0) + 1 });
  await context.sendText(`รับแล้ว: ${context.state.count}`);
};
