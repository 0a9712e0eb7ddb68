// A hostile gateway's answer, through everything that reads it without asking further.
#include "core/chain/blockcheck.h"
#include "core/chain/rpcenvelope.h"

#include <cstdlib>

using namespace ain;
using namespace ain::chain;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView body(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto answer = decodeAnswer(body, 200, 0, QStringLiteral("host"));
    if (!answer)
        return 0;
    (void)ExecutionResult::judge(answer->payload);
    (void)ExecutionResult::judge(answer->payload[u"result"]);
    (void)headerHash(answer->payload);
    (void)findTransaction(answer->payload, QStringLiteral("0x00"));
    // A block that passes its check has a receipt for each transaction.
    if (checkBlock(answer->payload)
        && answer->payload[u"receipts"].array().size() != answer->payload[u"transactions"].array().size())
        std::abort();
    return 0;
}
