// A gateway's list of blocks: headers, votes of the next block, finality, and what touches an account.
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/light/finality.h"
#include "core/light/inclusion.h"
#include "tests/support/light/proofmaker.h"

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::light;

namespace {

QString hashOf(const json::Value &value) { return crypto::messageHashUtf8(json::canonical(value)).toString(); }

/// The body again as that of a final block, whatever it says: so that it is read and not only refused.
void readBody(json::Value block, const crypto::Address &account)
{
    json::Object &fields = block.object();
    fields.set(u"number"_s, 0);
    fields.set(u"last_hash"_s, QString());
    fields.set(u"transactions_hash"_s, hashOf(block[u"transactions"]));
    fields.set(u"receipts_hash"_s, hashOf(block[u"receipts"]));
    const auto header = Header::read(block);
    if (!header)
        return;
    fields.set(u"hash"_s, header->hash().toString());
    const FinalBlock final = testing::ProofMaker::believed(*header, 0);
    const auto touching = InclusionVerifier::touching(final, block, {account});
    if (!touching)
        return;
    for (const auto &transaction : *touching) {
        const auto found = InclusionVerifier::find(final, block, transaction.value().hash);
        if (!found || !*found)
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const crypto::Address account = *crypto::Address::parse(u"0x05A1247A7400f0C2A893611adD1505743552c631");
    const auto parsed = json::parse(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!parsed)
        return 0;
    const json::Array &blocks = parsed->array();
    QList<VotedHeader> voted;
    ValidatorSet set;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        auto header = Header::read(blocks[i]);
        if (!header)
            continue;
        if (auto stated = ValidatorSet::fromJson(header->statedValidators()))
            set = std::move(*stated);
        voted.append(VotedHeader{std::move(*header),
                                 i + 1 < blocks.size() ? blocks[i + 1][u"last_votes"].array() : json::Array{}});
        readBody(blocks[i], account);
    }
    const FinalityVerifier verifier(set, 0);
    for (qsizetype i = 2; i < voted.size(); ++i) {
        const auto final = verifier.verify(voted[i - 2], voted[i - 1], voted[i]);
        if (final && !set.isQuorum(final->stakeSigned()))
            std::abort();
    }
    return 0;
}
