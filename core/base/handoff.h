// What Qt orders between threads, said to the thread sanitizer.
//
// The system's Qt is not built with the sanitizer: the locks inside its event queue and its thread pool stay unseen,
// and all that travels through them looks like a race. Who sends an object says handOver(object) once it is complete;
// who receives it says takeOver(object) before the first look at it. In other builds both are nothing.
#pragma once

#ifdef __SANITIZE_THREAD__
extern "C" {
void __tsan_acquire(void *address); // NOLINT(bugprone-reserved-identifier): the sanitizer's name
void __tsan_release(void *address); // NOLINT(bugprone-reserved-identifier)
}
#endif

namespace ain {

/// All that this thread has written is seen by who takes `object` over. Thread: any.
inline void handOver([[maybe_unused]] const void *object)
{
#ifdef __SANITIZE_THREAD__
    __tsan_release(const_cast<void *>(object));
#endif
}

/// The receiving end of handOver(). Thread: any.
inline void takeOver([[maybe_unused]] const void *object)
{
#ifdef __SANITIZE_THREAD__
    __tsan_acquire(const_cast<void *>(object));
#endif
}

} // namespace ain
