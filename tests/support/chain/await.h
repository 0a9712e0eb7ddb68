// Waiting for a Task in a test: pumps the test's own event loop.
#pragma once

#include "core/base/task.h"

#include <QDeadlineTimer>
#include <QTest>

namespace ain::test {

/// The task's result, or errors::Internal with detail "timeout".
template<typename T>
Result<T> await(Task<T> task, int timeoutMs = 20000)
{
    QObject context;
    std::optional<Result<T>> result;
    std::move(task).then(&context, [&](Result<T> value) { result.emplace(std::move(value)); });
    const QDeadlineTimer deadline(timeoutMs);
    while (!result && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    if (!result)
        return failure(Error{errors::Internal, {}, QStringLiteral("timeout")});
    return std::move(*result);
}

} // namespace ain::test

/// Fails the test with the error's code and arguments. The expression is evaluated once.
#define AIN_REQUIRE(expression)                                                                                        \
    do {                                                                                                               \
        const auto &required = (expression);                                                                           \
        if (!required)                                                                                                 \
            qWarning() << required.error().code.toString() << required.error().args << required.error().detail;        \
        QVERIFY2(required, #expression);                                                                               \
    } while (false)

#define AIN_REQUIRE_ERROR(expression, expected)                                                                        \
    do {                                                                                                               \
        const auto &refused = (expression);                                                                            \
        QVERIFY2(!refused, #expression);                                                                               \
        QCOMPARE(refused.error().code.toString(), (expected).toString());                                              \
    } while (false)
