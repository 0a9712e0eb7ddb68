// Headers followed a second: triples with 3 and 10 validators, hash links, and memory over 100,000 headers with the
// store.
//   bench_light_headers [HEADERS]
#include "core/json/parser.h"
#include "core/light/headerstore.h"
#include "tests/support/light/proofmaker.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace ain;
using namespace ain::light;

namespace {

double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() < 2 ? 0 : double(fields[1].toLongLong()) * double(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

void triples(int validators)
{
    constexpr int Blocks = 200;
    testing::SyntheticChain chain(validators);
    QList<VotedHeader> blocks{chain.voted()};
    for (int i = 1; i < Blocks; ++i)
        blocks.append(chain.appendVoted());
    const FinalityVerifier verifier(chain.set(), 0);
    QElapsedTimer timer;
    timer.start();
    int final = 0;
    for (qsizetype i = 2; i < blocks.size(); ++i)
        final += verifier.verify(blocks[i - 2], blocks[i - 1], blocks[i]) ? 1 : 0;
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    std::printf("triples with %2d validators: %6.0f/s, %5.0f us each, %6.0f signatures/s (%d final)\n", validators,
                final / seconds, 1e6 * seconds / final, 3.0 * validators * final / seconds, final);
}

bool follow(int count, int validators)
{
    constexpr int Step = 100; // blocks between two triples that are verified by votes
    const QTemporaryDir folder;
    auto store = HeaderStore::open(folder.path());
    if (!store)
        return false;
    testing::SyntheticChain chain(validators);
    const FinalityVerifier verifier(chain.set(), 0);
    FinalBlock tip = testing::ProofMaker::believed(chain.tip(), 0);
    QElapsedTimer timer;
    qint64 reading = 0;
    qint64 linking = 0;
    qint64 voting = 0;
    qint64 storing = 0;
    double early = 0;
    double highest = 0;
    for (int done = 0; done < count; done += Step) {
        QList<QByteArray> texts;
        QList<VotedHeader> last;
        for (int i = 0; i < Step; ++i) {
            chain.append();
            texts.append(json::canonical(chain.tip().json()));
            if (i >= Step - 3)
                last.append(chain.voted());
        }
        timer.restart();
        QList<Header> headers;
        for (const QByteArray &text : std::as_const(texts)) {
            auto header = Header::read(*json::parse(text));
            if (!header)
                return false;
            headers.append(std::move(*header));
        }
        reading += timer.nsecsElapsed();
        timer.restart();
        auto block = verifier.verify(last[0], last[1], last[2]);
        voting += timer.nsecsElapsed();
        if (!block)
            return false;
        timer.restart();
        QList<FinalBlock> blocks{*block};
        for (qsizetype i = headers.size() - 3; i >= 0; --i) {
            block = FinalityVerifier::linkBack(*block, headers[i]);
            if (!block)
                return false;
            blocks.append(*block);
        }
        // The last header of the step before is the parent of the first one here, and final by that.
        if (done == 0 && block->header().lastHash() != tip.header().hash())
            return false;
        linking += timer.nsecsElapsed();
        timer.restart();
        if (!(*store)->putHeaders(blocks, 10'000))
            return false;
        storing += timer.nsecsElapsed();
        const double resident = residentMiB();
        highest = std::max(highest, resident);
        if (done == count / 10 / Step * Step)
            early = resident;
    }
    const auto perSecond = [count](qint64 nanoseconds) { return double(count) * 1e9 / double(nanoseconds); };
    std::printf("%d headers, %d validators: read and hashed %.0f/s, linked %.0f/s, stored %.0f/s, votes %.1f%% of the "
                "time; together %.0f/s\n",
                count, validators, perSecond(reading), perSecond(linking), perSecond(storing),
                100.0 * double(voting) / double(reading + linking + voting + storing),
                perSecond(reading + linking + voting + storing));
    std::printf("resident: %.1f MiB after a tenth, %.1f MiB at the end, %.1f MiB at most; %lld headers kept\n", early,
                residentMiB(), highest, (*store)->count());
    return highest < early + 8;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1000, std::atoi(argv[1])) : 100'000;
    triples(3);
    triples(10);
    return follow(count, 3) && follow(std::min(count, 10'000), 10) ? 0 : 1;
}
