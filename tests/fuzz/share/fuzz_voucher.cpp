// Bytes as a voucher or a record of the chain: what is taken is written canonically and stays within what was agreed
// on.
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/market/voucher.h"

#include <cstdlib>

using namespace ain;
using namespace ain::market;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Now = 1'795'375'000'000;

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

/// The session of the vouchers in tests/data/fuzz/voucher.
const VoucherCheck &agreed()
{
    static const VoucherCheck check = [] {
        VoucherCheck made;
        made.session.requester = *crypto::Address::parse(u"0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A"_s);
        made.session.provider = *crypto::Address::parse(u"0x1563915e194D8CfBA1943570603F7606A3115508"_s);
        made.session.pricePerMps = Amount::fromMicro(10'000);
        made.session.tabCap = Amount::fromMicro(1'000'000);
        made.session.expiresMs = Now + 24LL * 3600 * 1000;
        made.sessionId = QString::number(made.session.expiresMs) + u"-00112233445566aa"_s;
        made.minGasPrice = 500;
        made.nowMs = Now;
        return made;
    }();
    return check;
}

void tryRecords(const json::Value &value)
{
    if (const auto terms = SessionTerms::fromJson(agreed().sessionId, value))
        expect(json::canonical(terms->toJson()) == json::canonical(value));
    if (const auto record = SettleRecord::fromJson(value)) {
        expect(json::canonical(record->toJson()) == json::canonical(value));
        expect(record->amount.micro() > 0 && record->jobs > 0 && record->units > 0);
    }
    (void)Registration::fromJson(value);
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const VoucherCheck &check = agreed();
    (void)sessionOfMessage(bytes);
    if (const auto voucher = readVoucher(bytes, check)) {
        expect(bytes.size() <= MaxVoucherBytes);
        expect(voucherMessage(check.app, *voucher) == bytes);
        expect(voucher->terms.session == check.sessionId && voucher->transaction.sender == check.session.requester);
        expect(voucher->terms.settle.amount.micro() > 0 && voucher->terms.settle.amount <= check.session.tabCap);
    }
    if (const auto value = json::parse(bytes, {.maxBytes = MaxVoucherBytes, .maxDepth = 16}))
        tryRecords(*value);
    return 0;
}
