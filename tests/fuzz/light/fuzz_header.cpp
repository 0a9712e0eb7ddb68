// A gateway's header.
#include "core/chain/blockcheck.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/light/validatorset.h"

#include <cstdlib>

using namespace ain;
using namespace ain::light;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parsed = json::parse(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!parsed)
        return 0;
    const auto header = Header::read(*parsed);
    if (!header)
        return 0;
    (void)ValidatorSet::fromJson(header->statedValidators());
    const auto again = Header::read(header->json());
    if (!again || again->hash() != header->hash() || chain::headerHash(*parsed) != header->hash()
        || header->number() < 0 || header->epoch() < 0 || header->lastHash().has_value() != (header->number() > 0))
        std::abort();
    return 0;
}
