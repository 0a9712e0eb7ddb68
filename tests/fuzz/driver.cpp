// Runs a fuzz target without libFuzzer: every file of a corpus folder, then mutations of them.
//   driver CORPUS_FOLDER [MUTATIONS]               the same ones every time
//   driver CORPUS_FOLDER --seed N --for MS         those of this seed until the time is over (fuzz/smoke.py)
// A crash, an abort or a sanitizer's report is the failure; the same seed leads there again.
#include <QDir>
#include <QFile>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

namespace {

constexpr int DefaultMutations = 5000;

void run(const QByteArray &input)
{
    // An exact heap copy, so that a sanitizer sees a read behind the end.
    std::vector<std::uint8_t> copy(input.begin(), input.end());
    LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

/// A few small changes; the generator's stream is the same on every machine (no distributions of the library).
QByteArray mutated(QByteArray input, const QList<QByteArray> &corpus, std::mt19937 &random)
{
    const auto below = [&](qsizetype bound) { return qsizetype(random() % std::uint32_t(bound)); };
    const qsizetype changes = 1 + below(4);
    for (qsizetype i = 0; i < changes; ++i) {
        const qsizetype at = below(input.size() + 1);
        switch (below(7)) {
        case 0:
            if (at < input.size())
                input[at] = char(input[at] ^ (1 << below(8)));
            break;
        case 1:
            if (at < input.size())
                input[at] = char(random());
            break;
        case 2: input.insert(at, char(random())); break;
        case 3: input.remove(at, 1 + below(8)); break;
        case 4: input.truncate(at); break;
        case 5: input.insert(at, input.mid(below(input.size() + 1), 1 + below(32))); break;
        default: {
            const QByteArray &other = corpus[below(corpus.size())];
            input = input.left(at) + other.mid(below(other.size() + 1));
        }
        }
    }
    return input;
}

} // namespace

int main(int argc, char **argv)
{
    if (LLVMFuzzerInitialize != nullptr)
        LLVMFuzzerInitialize(&argc, &argv);
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s CORPUS_FOLDER [MUTATIONS]\n", argv[0]);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QList<QByteArray> corpus;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return 2;
        corpus += file.readAll();
        run(corpus.last());
    }
    if (corpus.isEmpty()) {
        std::fprintf(stderr, "%s has no corpus\n", argv[1]);
        return 2;
    }
    const bool isTimed = argc == 6 && std::strcmp(argv[2], "--seed") == 0 && std::strcmp(argv[4], "--for") == 0;
    std::mt19937 random(isTimed ? std::uint32_t(std::strtoul(argv[3], nullptr, 10)) : 1);
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(isTimed ? std::atoi(argv[5]) : 0);
    const long wanted = argc == 3 ? std::atoi(argv[2]) : DefaultMutations;
    long done = 0;
    while (isTimed ? std::chrono::steady_clock::now() < end : done < wanted) {
        run(mutated(corpus[qsizetype(random() % std::uint32_t(corpus.size()))], corpus, random));
        ++done;
    }
    std::printf("%d corpus files, %ld mutations\n", int(corpus.size()), done);
    return 0;
}
