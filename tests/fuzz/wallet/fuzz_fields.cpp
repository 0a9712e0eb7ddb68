// Short texts that people type or paste: an address, an amount, a message to sign. What reads is written the same way.
#include "core/base/amount.h"
#include "core/wallet/messages.h"

#include <cstdlib>

using namespace ain;

namespace {

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto address = crypto::Address::parse(text)) {
        const auto again = crypto::Address::parse(address->toString());
        expect(again.has_value() && *again == *address);
    }
    if (const auto amount = Amount::parse(text)) {
        expect(amount->micro() >= 0 && amount->micro() <= Amount::MaxMicro);
        const auto again = Amount::parse(amount->toString());
        expect(again.has_value() && *again == *amount && Amount::fromWire(amount->toWire()) == *amount);
    }
    // What is signed is never empty, and nothing unseen is left in what is shown of it.
    if (wallet::checkMessage(text).has_value())
        expect(!text.isEmpty() && text.toUtf8().size() <= wallet::MaxMessageBytes);
    const QString shown = wallet::visibleMessage(text);
    expect(wallet::visibleMessage(shown) == shown);
    (void)wallet::checkSignature(text, crypto::Address(), text, 0);
    return 0;
}
