// The studio without a window: draws what is in the queue of a folder until it is empty.
//   ain_studio_worker FOLDER COUNT     first adds jobs until there are COUNT in all
#include "tests/support/engine/studiofixture.h"

#include <QCoreApplication>

#include <cstdio>

using namespace ain;
using namespace ain::testing;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    StudioFixture fixture(arguments.value(1));
    const auto opened = fixture.open();
    if (!opened) {
        std::fprintf(stderr, "%s %s\n", qPrintable(opened.error().code.toString()), qPrintable(opened.error().detail));
        return 1;
    }
    // One call is one transaction: either all of them are in the queue or none.
    const int known = int(fixture.allJobs().size());
    QList<recipe::GenerationRequest> requests;
    for (int i = known; i < arguments.value(2).toInt(); ++i)
        requests.append(fixture.request(i % 7 == 3 ? u"!crash"_s : u"picture ms=3"_s, quint64(i)));
    if (!requests.isEmpty() && !await(fixture.service->submit(requests)))
        return 2;
    fixture.service->start();
    fixture.untilDone();
    return 0;
}
