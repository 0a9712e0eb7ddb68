// Task<T>: a result that comes later, and whose continuation dies with its context.
//
//  - A member function of a QObject-derived class that returns Task<T> and uses co_await is a coroutine
//    bound to that object: it resumes in the object's thread, and when the object is destroyed the
//    suspended frame is destroyed with it (locals are cleaned up, whoever waits gets errors::Cancelled).
//    A free coroutine takes the context as its first parameter (QObject& or a reference to a subclass).
//  - `Promise<T>` is the producing end for code that is not a coroutine; it may be finished from any thread.
//  - `runIn(worker, fn)` runs `fn` in the thread of `worker` and gives a Task of its result.
//
// A coroutine starts at once, in the caller's thread, which must be its context's thread. No nested event
// loops anywhere: code that must block (a test) pumps its own loop.
//
// House style, because compilers are picky here: await into a named variable, one per statement:
//     auto receipt = co_await client.receipt(hash);
//     if (!receipt)
//         co_return failure(receipt.error());
// Pass parameters of coroutines by value (a reference may die before the coroutine goes on).
#pragma once

#include "core/base/post.h"
#include "core/base/result.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>

#include <coroutine>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace ain {

namespace detail {

/// Lives in the context's thread as its child. Its destructor and the poster synchronise on `m_mutex`
/// of the shared state, so an event is never posted to a dead object.
class Relay : public QObject {
public:
    using QObject::QObject;
    std::function<void()> onReady; ///< called once, in the context's thread
    std::function<void()> onAbandoned; ///< called from the destructor when never ready

    ~Relay() override;
    bool event(QEvent *event) override;
    /// Lets `relay` call onReady soon, in its own thread. Thread: any.
    static void ready(Relay *relay);

private:
    bool m_done = false;
};

template<typename T>
struct TaskState {
    std::mutex mutex;
    std::optional<Result<T>> result;
    Relay *waiter = nullptr; ///< guarded by mutex

    void finish(Result<T> value)
    {
        const std::lock_guard lock(mutex);
        if (result)
            return;
        result.emplace(std::move(value));
        if (waiter != nullptr)
            Relay::ready(waiter);
    }
    [[nodiscard]] bool isFinished()
    {
        const std::lock_guard lock(mutex);
        return result.has_value();
    }
};

} // namespace detail

template<typename T>
class Promise;
template<typename T>
class TaskPromise;

/// The waiting end. Move-only; awaited or `then`-ed at most once. Dropping it does not stop the work.
template<typename T = void>
class [[nodiscard]] Task {
public:
    using value_type = T;
    using promise_type = TaskPromise<T>;

    /// A task that has already ended.
    static Task finished(Result<T> result)
    {
        Task task(std::make_shared<detail::TaskState<T>>());
        task.m_state->finish(std::move(result));
        return task;
    }

    [[nodiscard]] bool isFinished() const { return m_state->isFinished(); }

    /// Calls `handler(Result<T>)` in the thread of `context`, never from inside this call and never after
    /// `context` is gone. Call from the thread of `context`.
    template<typename Handler>
    void then(QObject *context, Handler handler) &&
    {
        auto *relay = new detail::Relay(context);
        relay->onReady = [state = m_state, handler = std::move(handler)]() mutable {
            std::optional<Result<T>> result;
            {
                const std::lock_guard lock(state->mutex);
                state->waiter = nullptr;
                result = std::move(state->result);
            }
            handler(std::move(*result));
        };
        relay->onAbandoned = [state = m_state] {
            const std::lock_guard lock(state->mutex);
            state->waiter = nullptr;
        };
        subscribe(relay);
    }

    /// Lets the work go on without anybody waiting (its errors are dropped: say why at the call).
    void detach() && { }

private:
    friend class Promise<T>;
    friend class TaskPromise<T>;
    template<typename U>
    friend class TaskAwaiter;
    explicit Task(std::shared_ptr<detail::TaskState<T>> state) : m_state(std::move(state)) { }

    void subscribe(detail::Relay *relay)
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->waiter = relay;
        if (m_state->result)
            detail::Relay::ready(relay);
    }

    std::shared_ptr<detail::TaskState<T>> m_state;
};

/// The producing end. A promise that is dropped unfinished finishes with errors::Cancelled.
template<typename T = void>
class Promise {
public:
    Promise() : m_state(std::make_shared<detail::TaskState<T>>()) { }
    Promise(Promise &&) noexcept = default;
    Promise &operator=(Promise &&other) noexcept
    {
        abandon();
        m_state = std::move(other.m_state);
        return *this;
    }
    Promise(const Promise &) = delete;
    Promise &operator=(const Promise &) = delete;
    ~Promise() { abandon(); }

    [[nodiscard]] Task<T> task() const { return Task<T>(m_state); }
    /// Thread: any. Only the first call counts.
    void finish(Result<T> result) { m_state->finish(std::move(result)); }

private:
    void abandon()
    {
        if (m_state)
            m_state->finish(failure(errors::Cancelled));
    }
    std::shared_ptr<detail::TaskState<T>> m_state;
};

template<typename T>
class TaskAwaiter {
public:
    TaskAwaiter(Task<T> task, QObject *context) : m_state(std::move(task.m_state)), m_context(context) { }
    TaskAwaiter(const TaskAwaiter &) = delete;
    TaskAwaiter &operator=(const TaskAwaiter &) = delete;
    TaskAwaiter(TaskAwaiter &&) = delete;
    TaskAwaiter &operator=(TaskAwaiter &&) = delete;
    ~TaskAwaiter() = default;

    [[nodiscard]] bool await_ready() const { return m_state->isFinished(); }
    void await_suspend(std::coroutine_handle<> handle)
    {
        auto *relay = new detail::Relay(m_context);
        relay->onReady = [state = m_state, handle] {
            {
                const std::lock_guard lock(state->mutex);
                state->waiter = nullptr;
            }
            handle.resume();
        };
        // The context died first: so does the frame (which holds this awaiter; `state` keeps the rest alive).
        relay->onAbandoned = [state = m_state, handle] {
            {
                const std::lock_guard lock(state->mutex);
                state->waiter = nullptr;
            }
            handle.destroy();
        };
        const std::lock_guard lock(m_state->mutex);
        m_state->waiter = relay;
        if (m_state->result)
            detail::Relay::ready(relay);
    }
    [[nodiscard]] Result<T> await_resume()
    {
        const std::lock_guard lock(m_state->mutex);
        return std::move(*m_state->result);
    }

private:
    std::shared_ptr<detail::TaskState<T>> m_state;
    QObject *m_context;
};

template<typename T>
class TaskPromise {
public:
    template<typename Context, typename... Arguments>
        requires std::is_base_of_v<QObject, std::remove_cvref_t<Context>>
    explicit TaskPromise(Context &context, Arguments &&.../*unused*/)
        : m_context(const_cast<std::remove_cvref_t<Context> *>(std::addressof(context)))
    {
    }
    TaskPromise(const TaskPromise &) = delete;
    TaskPromise &operator=(const TaskPromise &) = delete;
    // A frame that is destroyed before co_return (its context died) ends as Cancelled.
    ~TaskPromise() { m_state->finish(failure(errors::Cancelled)); }

    Task<T> get_return_object() { return Task<T>(m_state); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(Result<T> result) { m_state->finish(std::move(result)); }
    // Exceptions do not cross module boundaries; one that arrives here is a defect.
    void unhandled_exception() noexcept { std::terminate(); }

    template<typename U>
    TaskAwaiter<U> await_transform(Task<U> task)
    {
        // The analyzer does not see that a coroutine's promise gets the coroutine's parameters.
        return TaskAwaiter<U>(std::move(task), m_context); // NOLINT(clang-analyzer-core.CallAndMessage)
    }

private:
    QObject *m_context;
    std::shared_ptr<detail::TaskState<T>> m_state = std::make_shared<detail::TaskState<T>>();
};

/// Runs `function()` in the thread of `worker` (which must outlive the call) and gives its Result.
/// `function` returns Result<T>. If `worker` dies first, the task ends as Cancelled.
template<typename Function>
auto runIn(QObject *worker, Function function) -> Task<typename std::invoke_result_t<Function>::value_type>
{
    using T = typename std::invoke_result_t<Function>::value_type;
    Promise<T> promise;
    auto task = promise.task();
    post(worker,
         [promise = std::move(promise), function = std::move(function)]() mutable { promise.finish(function()); });
    return task;
}

/// Ends after `milliseconds` (a timer owned by `context`).
Task<> sleepFor(QObject *context, int milliseconds);

} // namespace ain
