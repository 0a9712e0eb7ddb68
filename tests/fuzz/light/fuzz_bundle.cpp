// A proof file that somebody was sent.
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/light/bundle.h"

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::light;

extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parsed = json::parse(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!parsed)
        return 0;
    (void)SetStep::read(*parsed);
    const auto bundle = ProofBundle::read(*parsed);
    if (!bundle)
        return 0;
    const json::Value text = bundle->toJson();
    const auto again = ProofBundle::read(text);
    if (!again || json::canonical(again->toJson()) != json::canonical(text))
        std::abort();
    // Trust in whoever the first header names: everything behind the signatures is reached.
    Checkpoint checkpoint;
    checkpoint.genesisHash = bundle->genesisHash;
    checkpoint.hash = bundle->genesisHash;
    checkpoint.chainId = bundle->chainId;
    if (auto set = ValidatorSet::fromJson(bundle->finality.triple[0].header.statedValidators()))
        checkpoint.validators = std::move(*set);
    const auto finding = verifyBundle(*bundle, checkpoint);
    if (finding && finding->state.has_value() == finding->transaction.has_value())
        std::abort();
    return 0;
}
