#include "gpu/engine/program/landlock.h"

#include "gpu/engine/protocol/uniquefd.h"

#include <QFile>

#include <algorithm>
#include <cstdint>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ain::engine {

namespace {

constexpr long CreateRuleset = 444;
constexpr long AddRule = 445;
constexpr long RestrictSelf = 446;
constexpr std::uint32_t AskVersion = 1;
constexpr int RulePathBeneath = 1;

constexpr std::uint64_t Execute = 1 << 0;
constexpr std::uint64_t WriteFile = 1 << 1;
constexpr std::uint64_t ReadFile = 1 << 2;
constexpr std::uint64_t ReadDir = 1 << 3;
constexpr std::uint64_t Truncate = 1 << 14; // version 3
constexpr std::uint64_t IoctlDev = 1 << 15; // version 5
constexpr std::uint64_t FilesOnly = Execute | WriteFile | ReadFile | Truncate | IoctlDev;
constexpr std::uint64_t Tcp = 3; // bind and connect; version 4
constexpr std::uint64_t Scopes = 3; // abstract sockets and signals; version 6

struct RulesetAttribute {
    std::uint64_t files;
    std::uint64_t network;
    std::uint64_t scopes;
};
struct [[gnu::packed]] PathAttribute {
    std::uint64_t allowed;
    std::int32_t parent;
};

std::uint64_t knownFileRights(int abi)
{
    std::uint64_t rights = (std::uint64_t(1) << 13) - 1; // version 1
    if (abi >= 2)
        rights |= std::uint64_t(1) << 13; // REFER
    if (abi >= 3)
        rights |= Truncate;
    if (abi >= 5)
        rights |= IoctlDev;
    return rights;
}

std::size_t attributeSize(int abi)
{
    if (abi >= 6)
        return sizeof(RulesetAttribute);
    return abi >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

void allow(int ruleset, const QString &path, std::uint64_t rights)
{
    const UniqueFd file(::open(QFile::encodeName(path).constData(), O_PATH | O_CLOEXEC));
    struct stat status{};
    if (!file.isValid() || ::fstat(file.get(), &status) != 0)
        return;
    if (!S_ISDIR(status.st_mode))
        rights &= FilesOnly;
    PathAttribute attribute{.allowed = rights, .parent = file.get()};
    (void)::syscall(AddRule, ruleset, RulePathBeneath, &attribute, 0);
}

} // namespace

int landlockAbi() { return std::max(0, int(::syscall(CreateRuleset, nullptr, 0, AskVersion))); }

bool applyLandlock(const LandlockRules &rules)
{
    const int abi = landlockAbi();
    if (abi == 0)
        return false;
    const std::uint64_t rights = knownFileRights(abi);
    const RulesetAttribute attribute{.files = rights, .network = abi >= 4 ? Tcp : 0, .scopes = abi >= 6 ? Scopes : 0};
    const UniqueFd ruleset(int(::syscall(CreateRuleset, &attribute, attributeSize(abi), 0)));
    if (!ruleset.isValid())
        return false;
    for (const QString &path : rules.readable)
        allow(ruleset.get(), path, (ReadFile | ReadDir) & rights);
    for (const QString &path : rules.writable)
        allow(ruleset.get(), path, rights & ~Execute);
    return ::syscall(RestrictSelf, ruleset.get(), 0) == 0;
}

} // namespace ain::engine
