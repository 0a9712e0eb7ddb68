// The backup container, as it is and with its SHA-256 put right.
#include "core/crypto/hash.h"
#include "core/vault/container.h"
#include "core/vault/envelope.h"

#include <QBuffer>

#include <cstdlib>

using namespace ain;

namespace {

void check(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        std::abort();
    const auto container = vault::ContainerReader::open(buffer);
    if (!container)
        return;
    if (container->envelope().size() + container->databaseBytes() + 24 + 64 != bytes.size())
        std::abort();
    (void)vault::Envelope::parse(container->envelope()).has_value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size > 1024 * 1024)
        return 0;
    QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    check(bytes);
    if (bytes.size() >= 24 + 64) {
        const QByteArray sum = crypto::sha256(bytes.left(bytes.size() - 64));
        bytes.replace(bytes.size() - 64, 32, sum);
        check(bytes);
    }
    return 0;
}
