// A server with the OpenAI, Anthropic, Gemini and Ollama interfaces, by
// @copilotkit/aimock, which is not ours: what it says of a call is what such a
// service would. Each text is answered with another one in Armenian letters, word
// for word, its codes and numbers as they are.
//
//   node peers.mjs FOLDER      prints its address; ends with its standard input
//
// FOLDER has node_modules.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.argv[2] + "/");
const { LLMock } = await import(pathToFileURL(require.resolve("@copilotkit/aimock")));

const letter = (c) => String.fromCodePoint(0x561 + ((c.toLowerCase().codePointAt(0) - 97) % 38));
const word = (text) => text.replace(/⟦\d+⟧|[A-Za-z]/g, (m) => (m.length > 1 ? m : letter(m)));
const said = (message) =>
  typeof message.content === "string" ? message.content : message.content.map((part) => part.text ?? "").join("");

const mock = new LLMock({ port: 0, host: "127.0.0.1" });
mock.on({ predicate: () => true }, (request) => {
  const prompt = request.messages.map(said).join("\n");
  const { segments } = JSON.parse(said(request.messages.at(-1)));
  const answers = Object.fromEntries(Object.entries(segments).map(([id, s]) => [id, word(typeof s === "string" ? s : s.text ?? s.src)]));
  const content = JSON.stringify(answers);
  const [input, output] = [Math.ceil(prompt.length / 4), Math.ceil(content.length / 2)];
  return {
    content,
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output, input_tokens: input, output_tokens: output },
  };
});
await mock.start();
console.log(mock.url);
process.stdin.resume();
process.stdin.on("end", async () => { await mock.stop(); process.exit(0); });
