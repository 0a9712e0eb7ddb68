// What the tests of the vault share: a thread, a clock to set, a folder, and waiting for tasks.
#pragma once

#include "core/vault/vault.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <optional>

namespace ain::vault::test {

/// Cheap enough to open a vault hundreds of times.
inline constexpr KdfCost TestCost{1, 8 * 1024};

class TestClock final : public Clock {
public:
    std::atomic<qint64> now{1'700'000'000'000};
    std::atomic<qint64> monotonic{1'000};
    [[nodiscard]] qint64 nowMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return monotonic; }
    void advance(qint64 ms)
    {
        now += ms;
        monotonic += ms;
    }
};

inline SecretBytes secret(const char *text) { return SecretBytes::copyOf(QByteArrayView(text)); }

/// Pumps the loop of the test until the task has ended; Internal after a minute.
template<typename T>
Result<T> await(Task<T> task)
{
    QObject context;
    std::optional<Result<T>> result;
    QEventLoop loop;
    std::move(task).then(&context, [&](Result<T> r) {
        result.emplace(std::move(r));
        loop.quit();
    });
    // QTest::qWaitFor looks only every 10 ms.
    QTimer::singleShot(60'000, &context, [&] { loop.quit(); });
    loop.exec();
    if (!result)
        return failure(errors::Internal, {}, QStringLiteral("the task did not end"));
    return std::move(*result);
}

/// A running vault thread and a folder, gone at the end.
class Home {
public:
    Home() { m_thread.start(); }
    ~Home()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Home)

    [[nodiscard]] std::unique_ptr<Vault> vault(KdfCost cost = TestCost)
    {
        return std::make_unique<Vault>(directory(), &m_thread, clock, cost);
    }
    [[nodiscard]] std::unique_ptr<Vault> vaultAt(const QString &folder, KdfCost cost = TestCost)
    {
        return std::make_unique<Vault>(folder, &m_thread, clock, cost);
    }
    [[nodiscard]] QString directory() const { return m_folder.filePath(QStringLiteral("vault")); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QThread *thread() { return &m_thread; }

    TestClock clock;

private:
    QTemporaryDir m_folder;
    QThread m_thread;
};

inline QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeAll(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// The private key 0x…01 to 0x…ff.
inline std::shared_ptr<crypto::PrivateKey> smallKey(std::uint8_t value)
{
    SecretBytes bytes(32);
    bytes.data()[31] = value;
    return std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::fromBytes(std::move(bytes)).value());
}

} // namespace ain::vault::test

/// Both fail the calling test function and name the code they got.
#define AIN_VERIFY_OK(result)                                                                                          \
    do {                                                                                                               \
        const auto &ainResult = (result);                                                                              \
        if (!ainResult)                                                                                                \
            QFAIL(qPrintable(ainResult.error().code.toString() + QLatin1Char(' ')                                      \
                             + QVariant(ainResult.error().args.values()).toStringList().join(QLatin1Char(' '))         \
                             + QLatin1Char(' ') + ainResult.error().detail));                                          \
    } while (false)
#define AIN_VERIFY_ERROR(result, expected)                                                                             \
    do {                                                                                                               \
        const auto &ainResult = (result);                                                                              \
        QVERIFY2(!ainResult, "succeeded, though " #expected " was due");                                               \
        QCOMPARE(ainResult.error().code.toString(), (expected).toString());                                            \
    } while (false)
