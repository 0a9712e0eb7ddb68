// SecretBytes: the only type that may hold a private key, a mnemonic, a passphrase or a database key.
#pragma once

#include <QByteArrayView>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace ain {

/// Bytes in locked, guarded memory (libsodium's sodium_malloc: not swapped, not dumped, wiped on free).
/// Move-only; there is no stream operator and no conversion to QString or QByteArray on purpose.
/// Thread: any, one at a time. An allocation failure aborts, like operator new without handlers would:
/// going on with an unlocked secret is not an option.
class SecretBytes {
public:
    SecretBytes() = default;
    /// `size` zeroed bytes.
    explicit SecretBytes(std::size_t size);
    ~SecretBytes();
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;

    [[nodiscard]] static SecretBytes copyOf(std::span<const std::uint8_t> bytes);
    [[nodiscard]] static SecretBytes copyOf(QByteArrayView bytes);
    /// Copies `bytes` and wipes the source in place (for text that a widget or a file handed over).
    [[nodiscard]] static SecretBytes takeFrom(QByteArray &bytes);
    /// UTF-8 of `text`; wipes the string's own buffer when it is not shared.
    [[nodiscard]] static SecretBytes takeFrom(QString &text);
    /// `size` bytes from the system's random generator.
    [[nodiscard]] static SecretBytes random(std::size_t size);

    [[nodiscard]] SecretBytes clone() const;
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] std::uint8_t *data() { return m_data; }
    [[nodiscard]] const std::uint8_t *data() const { return m_data; }
    [[nodiscard]] std::span<const std::uint8_t> view() const { return {m_data, m_size}; }
    [[nodiscard]] std::span<std::uint8_t> span() { return {m_data, m_size}; }
    /// The bytes as a view for Qt and C APIs; valid while this object lives. Never make a QByteArray of it.
    [[nodiscard]] QByteArrayView bytes() const { return {reinterpret_cast<const char *>(m_data), qsizetype(m_size)}; }
    /// A new secret holding bytes [offset, offset + count).
    [[nodiscard]] SecretBytes part(std::size_t offset, std::size_t count) const;
    /// Wipes and frees now.
    void clear();

    /// Constant-time comparison.
    friend bool operator==(const SecretBytes &a, const SecretBytes &b);

private:
    std::uint8_t *m_data = nullptr;
    std::size_t m_size = 0;
};

/// Starts libsodium; must be called once before any SecretBytes is made. False: the program must not run.
[[nodiscard]] bool initializeSecretMemory();

/// Overwrites `size` bytes at `data` in a way the compiler keeps.
void wipeMemory(void *data, std::size_t size);

} // namespace ain
