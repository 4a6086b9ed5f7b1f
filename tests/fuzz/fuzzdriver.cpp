// fuzz_X [SECONDS [SEED [FILE…]]]: mutates for that long (default 3 s); with files it runs those and exits.
// An input that breaks something is saved in crash.bin.
#include "fuzz/fuzzdriver.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <unistd.h>

namespace {

constexpr std::size_t kMaxInput = 8192;
constexpr std::size_t kMaxCorpus = 20'000;
constexpr std::size_t kPlaces = 1u << 18;
unsigned char reached[kPlaces];
std::size_t freshPlaces = 0;
std::string current;

} // namespace

// Sanitizers call this before they end the process.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

// Called by instrumented code at every branch, so nothing in it may be instrumented.
extern "C" __attribute__((used, no_sanitize_coverage)) void __sanitizer_cov_trace_pc();
extern "C" void __sanitizer_cov_trace_pc()
{
    const auto place = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
    unsigned char &seen = reached[(place ^ (place >> 18)) % kPlaces];
    if (!seen) {
        seen = 1;
        ++freshPlaces;
    }
}

namespace {

void keepInput()
{
    std::ofstream("crash.bin", std::ios::binary) << current;
}

void died(int)
{
    keepInput();
    std::fprintf(stderr, "the input that did it is in crash.bin (%zu bytes)\n", current.size());
    _exit(70);
}

void play(const std::string &input)
{
    current = input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(current.data()), current.size());
}

class Mutator {
public:
    Mutator(std::uint64_t seed, std::vector<std::string> words)
        : m_random(seed), m_words(std::move(words)) { }

    std::size_t below(std::size_t bound) { return m_random() % std::max<std::size_t>(bound, 1); }
    std::string mutated(std::string input, const std::vector<std::string> &corpus)
    {
        for (std::size_t steps = 1 + below(5); steps > 0; --steps)
            step(input, corpus);
        input.resize(std::min(input.size(), kMaxInput));
        return input;
    }

private:
    void step(std::string &input, const std::vector<std::string> &corpus)
    {
        const std::size_t at = below(input.size());
        switch (below(7)) {
        case 0:
            input.insert(at, 1, static_cast<char>(m_random()));
            return;
        case 1:
            input.erase(std::min(at, input.size()), 1 + below(16));
            return;
        case 2:
            input.insert(at, m_words[below(m_words.size())]);
            return;
        case 3:
            input.insert(at, input.substr(below(input.size()), below(64)));
            return;
        case 4: {
            const std::string &other = corpus[below(corpus.size())];
            input = input.substr(0, at) + other.substr(below(other.size()));
            return;
        }
        case 5: {
            static const std::string numbers[]
                = {"0", "1", "-1", "9007199254740993", "9223372036854775807", "1e999", "255"};
            const auto digit = input.find_first_of("0123456789", at);
            if (digit != input.npos)
                input.replace(digit, 1, numbers[below(std::size(numbers))]);
            return;
        }
        default:
            if (!input.empty())
                input[at] = static_cast<char>(input[at] ^ (1u << below(8)));
        }
    }

    std::mt19937_64 m_random;
    std::vector<std::string> m_words;
};

} // namespace

namespace mimir::fuzz {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

} // namespace mimir::fuzz

int main(int count, char **arguments)
{
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        std::signal(signal, died);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(keepInput);
    const int seconds = count > 1 ? std::atoi(arguments[1]) : 3;
    const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
    for (int i = 3; i < count; ++i) {
        std::ifstream file(arguments[i], std::ios::binary);
        play({std::istreambuf_iterator<char>(file), {}});
    }
    std::vector<std::string> corpus = mimir::fuzz::seeds();
    for (const std::string &input : corpus)
        play(input);
    Mutator mutator(seed, mimir::fuzz::words());
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(count > 3 ? 0 : seconds);
    std::size_t played = 0;
    for (; std::chrono::steady_clock::now() < end; ++played) {
        const std::string input = mutator.mutated(corpus[mutator.below(corpus.size())], corpus);
        const std::size_t before = freshPlaces;
        play(input);
        if (freshPlaces > before && corpus.size() < kMaxCorpus)
            corpus.push_back(input);
    }
    std::printf("%zu inputs, %zu of them kept, %zu places reached: nothing found\n", played, corpus.size(),
        freshPlaces);
    std::fflush(stdout);
    _exit(0);
}
