#include "gpu/engine/program/attempts.h"

#include "gpu/engine/protocol/uniquefd.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

bool canOpen(const char *path, int flags) { return UniqueFd(::open(path, flags | O_CLOEXEC, 0600)).isValid(); }

bool canConnect()
{
    const UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket.isValid())
        return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(1);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) == 0 || errno == EINPROGRESS
        || errno == ECONNREFUSED;
}

bool canMakeSocket(int family, int type) { return UniqueFd(::socket(family, type | SOCK_CLOEXEC, 0)).isValid(); }

/// By the plain system call: the C library would run handlers in the child.
bool canFork()
{
    const long child = ::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, 0);
    if (child == 0)
        ::_exit(0);
    return child > 0;
}

bool canTrace() { return ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0; }

bool canReadParent()
{
    std::array<char, 8> bytes{};
    const iovec here{.iov_base = bytes.data(), .iov_len = bytes.size()};
    const iovec there{.iov_base = bytes.data(), .iov_len = bytes.size()};
    return ::process_vm_readv(::getppid(), &here, 1, &there, 1, 0) > 0 || errno == EFAULT;
}

bool canLiftLimit()
{
    const rlimit both{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    return ::setrlimit(RLIMIT_CORE, &both) == 0;
}

// Last of all, since nothing comes back when it works.
bool canExecute()
{
    std::array<char *, 2> words = {const_cast<char *>("/bin/true"), nullptr};
    std::array<char *, 1> none = {nullptr};
    ::execve(words[0], words.data(), none.data());
    return false;
}

} // namespace

json::Object attemptToEscape()
{
    json::Object outcomes;
    const auto attempt = [&outcomes](const QString &name, bool isDone) {
        outcomes.set(name, isDone ? u"done"_s : u"refused"_s);
    };
    attempt(u"read /etc/passwd"_s, canOpen("/etc/passwd", O_RDONLY));
    attempt(u"read /proc/1/environ"_s, canOpen("/proc/1/environ", O_RDONLY));
    attempt(u"read own memory"_s, canOpen("/proc/self/mem", O_RDWR));
    attempt(u"list /home"_s, canOpen("/home", O_RDONLY | O_DIRECTORY));
    attempt(u"write /tmp"_s, canOpen("/tmp/ain-engine-attempt", O_WRONLY | O_CREAT));
    attempt(u"write /dev/shm"_s, canOpen("/dev/shm/ain-engine-attempt", O_WRONLY | O_CREAT));
    attempt(u"connect"_s, canConnect());
    attempt(u"unix socket"_s, canMakeSocket(AF_UNIX, SOCK_STREAM));
    attempt(u"datagram socket"_s, canMakeSocket(AF_INET, SOCK_DGRAM));
    attempt(u"netlink socket"_s, canMakeSocket(AF_NETLINK, SOCK_RAW));
    attempt(u"fork"_s, canFork());
    attempt(u"ptrace"_s, canTrace());
    attempt(u"read parent's memory"_s, canReadParent());
    attempt(u"signal to parent"_s, ::kill(::getppid(), 0) == 0);
    attempt(u"lift limit"_s, canLiftLimit());
    attempt(u"new privileges"_s, ::prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0);
    attempt(u"io_uring"_s, ::syscall(SYS_io_uring_setup, 1, nullptr) >= 0 || errno == EFAULT);
    attempt(u"bpf"_s, ::syscall(SYS_bpf, 0, nullptr, 0) >= 0 || errno == EINVAL || errno == E2BIG);
    attempt(u"exec"_s, canExecute());
    return outcomes;
}

} // namespace ain::engine
