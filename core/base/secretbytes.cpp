#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QString>

#include <sodium.h>

#include <cstdlib>
#include <cstring>

namespace ain {

bool initializeSecretMemory() { return sodium_init() >= 0; }

void wipeMemory(void *data, std::size_t size) { sodium_memzero(data, size); }

SecretBytes::SecretBytes(std::size_t size) : m_size(size)
{
    if (size == 0)
        return;
    m_data = static_cast<std::uint8_t *>(sodium_malloc(size));
    if (m_data == nullptr)
        std::abort();
    std::memset(m_data, 0, size);
}

SecretBytes::~SecretBytes() { clear(); }

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        clear();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes SecretBytes::copyOf(std::span<const std::uint8_t> bytes)
{
    SecretBytes secret(bytes.size());
    if (secret.m_data != nullptr)
        std::memcpy(secret.m_data, bytes.data(), bytes.size());
    return secret;
}

SecretBytes SecretBytes::copyOf(QByteArrayView bytes)
{
    return copyOf(std::span(reinterpret_cast<const std::uint8_t *>(bytes.data()), std::size_t(bytes.size())));
}

SecretBytes SecretBytes::takeFrom(QByteArray &bytes)
{
    SecretBytes secret = copyOf(QByteArrayView(bytes));
    if (!bytes.isEmpty() && bytes.isDetached())
        sodium_memzero(bytes.data(), std::size_t(bytes.size()));
    bytes.clear();
    return secret;
}

SecretBytes SecretBytes::takeFrom(QString &text)
{
    QByteArray utf8 = text.toUtf8();
    SecretBytes secret = takeFrom(utf8);
    if (!text.isEmpty() && text.isDetached())
        sodium_memzero(text.data(), std::size_t(text.size()) * sizeof(QChar));
    text.clear();
    return secret;
}

SecretBytes SecretBytes::random(std::size_t size)
{
    SecretBytes secret(size);
    if (size > 0)
        randombytes_buf(secret.m_data, size);
    return secret;
}

SecretBytes SecretBytes::clone() const { return copyOf(view()); }

SecretBytes SecretBytes::part(std::size_t offset, std::size_t count) const
{
    if (offset > m_size || count > m_size - offset)
        std::abort();
    return copyOf(view().subspan(offset, count));
}

void SecretBytes::clear()
{
    if (m_data != nullptr)
        sodium_free(m_data);
    m_data = nullptr;
    m_size = 0;
}

bool operator==(const SecretBytes &a, const SecretBytes &b)
{
    if (a.m_size != b.m_size)
        return false;
    return a.m_size == 0 || sodium_memcmp(a.m_data, b.m_data, a.m_size) == 0;
}

} // namespace ain
