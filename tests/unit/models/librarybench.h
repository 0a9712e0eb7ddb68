// A library in a temporary folder with its threads, and waiting for its tasks.
#pragma once

#include "core/base/clock.h"
#include "gpu/models/modellibrary.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace ain::test {

/// Waits for a task in the test's own loop.
template<typename T>
Result<T> wait(Task<T> task)
{
    std::optional<Result<T>> result;
    QObject context;
    std::move(task).then(&context, [&](Result<T> got) { result = std::move(got); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
        return failure(errors::Internal);
    return *std::move(result);
}

class LibraryBench {
public:
    LibraryBench()
    {
        m_pool.setMaxThreadCount(2);
        m_thread.start();
        reopen();
    }
    ~LibraryBench()
    {
        library.reset();
        m_thread.quit();
        m_thread.wait();
        m_pool.waitForDone();
    }
    LibraryBench(const LibraryBench &) = delete;
    LibraryBench &operator=(const LibraryBench &) = delete;

    void reopen()
    {
        library.reset();
        models::LibraryParts parts;
        parts.directory = folder.filePath(QStringLiteral("library"));
        parts.store = &m_thread;
        parts.pool = &m_pool;
        parts.http = &m_http;
        parts.clock = &m_clock;
        library = std::make_unique<models::ModelLibrary>(parts);
        if (!wait(library->open()))
            qFatal("the library does not open");
    }
    /// Writes a file into the folder and gives its path.
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
        return path;
    }

    QTemporaryDir folder;
    std::unique_ptr<models::ModelLibrary> library;

private:
    SystemClock m_clock;
    QThread m_thread;
    QThreadPool m_pool;
    QNetworkAccessManager m_http;
};

} // namespace ain::test
