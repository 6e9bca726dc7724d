package en

// refusals are how English-speaking assistants begin when they will not
// translate.
var refusals = []string{
	"i'm sorry, but i can", "i am sorry, but i can", "i'm sorry, i can", "i apologize, but i can",
	"i cannot assist", "i can't assist", "i cannot help with", "i can't help with",
	"i cannot translate", "i can't translate", "i will not translate", "i won't translate", "i refuse to translate",
	"i cannot fulfill", "i can't fulfill", "i cannot comply", "i can't comply", "i'm unable to", "i am unable to", "i won't be able to",
	"as an ai", "as a language model", "as an artificial intelligence",
}
