// Answers of a hostile gateway to one request, against a known state.
#include "fuzzstate.h"

using namespace ain;
using namespace ain::light;

namespace {

const QList<StatePath> &knownPaths()
{
    static const QList<StatePath> paths = [] {
        QList<StatePath> list;
        for (const char *text :
             {"/values/accounts/0x05A1247A7400f0C2A893611adD1505743552c631/balance",
              "/values/accounts/0x05A1247A7400f0C2A893611adD1505743552c632",
              "/values/accounts/0x9999999999999999999999999999999999999999", "/values/consensus/proposer_whitelist",
              "/values/transfer/x/y/a/value", "/owners/.owner/owners/x/write_rule", "/values/apps/mine/ab"}) {
            if (const auto path = StatePath::parse(QString::fromLatin1(text)))
                list.append(*path);
        }
        return list;
    }();
    return paths;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto request = FinalRead::make(knownPaths());
    json::ParseLimits limits;
    limits.maxDepth = 64;
    const auto answer = json::parse({reinterpret_cast<const char *>(data), qsizetype(size)}, limits);
    if (!request)
        std::abort();
    if (!answer)
        return 0;
    const auto proofs = request->read(answer->array());
    if (proofs.size() != request->paths().size())
        std::abort();
    for (qsizetype i = 0; i < proofs.size(); ++i) {
        if (proofs[i])
            expectHonest(request->paths()[i], *proofs[i]);
    }
    const auto root = request->stateHash(answer->array());
    std::vector<json::Value> pages(answer->array().begin(), answer->array().end());
    if (const auto listing = testing::mergePages(pages, root.value_or(crypto::Hash256())); listing && !listing->hash())
        std::abort();
    for (const json::Value &page : pages)
        (void)endOfPage(page);
    return 0;
}
