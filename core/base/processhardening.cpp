#include "core/base/processhardening.h"

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace ain {

using namespace Qt::StringLiterals;

Result<> hardenProcess()
{
    QString failed;
#ifdef Q_OS_UNIX
    ::umask(0077);
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0)
        failed = u"RLIMIT_CORE"_s;
#endif
#ifdef Q_OS_LINUX
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        failed = u"PR_SET_DUMPABLE"_s;
#endif
    if (!failed.isEmpty())
        return failure(errors::Hardening, {{u"what"_s, failed}});
    return {};
}

} // namespace ain
