// Transactions and operations from files and peers.
#include "core/chain/operations/values.h"
#include "core/chain/transaction.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <cstdlib>

using namespace ain;
using namespace ain::chain;

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto value = json::parse({reinterpret_cast<const char *>(data), qsizetype(size)});
    if (!value)
        return 0;
    const auto body = TxBody::fromJson((*value)[u"tx_body"]);
    if (body && (body->nonce < 0 || json::canonical(body->toJson()) != json::canonical((*value)[u"tx_body"])))
        std::abort();
    (void)checkOperation((*value)[u"tx_body"][u"operation"]);
    const auto transaction = SignedTransaction::fromJson(*value, 0);
    if (transaction && transaction->sender.isEmpty())
        std::abort();
    return 0;
}
