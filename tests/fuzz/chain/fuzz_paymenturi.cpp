// "ain:" links from web pages and QR codes.
#include "core/wallet/wallet.h"

#include <cstdlib>

using namespace ain;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto request = wallet::Wallet::parsePaymentUri(text);
    if (!request)
        return 0;
    const QString again = wallet::Wallet::paymentUri(request->address, request->amount, request->label);
    const auto twice = wallet::Wallet::parsePaymentUri(again);
    if (!twice || !(twice->address == request->address) || twice->amount != request->amount)
        std::abort();
    return 0;
}
