// Writes a picture of every page, light and dark, Korean and English, 1366×768, from made-up data.
// usage: ain_ui_screenshots FOLDER [ko|en [light|dark]]
#include "tests/ui/fakes.h"
#include "ui/pages/collection/collectionpage.h"
#include "ui/pages/collection/detailsheet.h"
#include "ui/pages/collection/mintsheet.h"
#include "ui/pages/firstrun/firstrunpage.h"
#include "ui/pages/wallet/receivesheet.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/window/window.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

void settle()
{
    // Deferred deletes, layouts, finished tasks: a few rounds of the loop are enough for all of them.
    for (int i = 0; i < 8; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
    }
}

void shoot(QWidget &window, const QString &folder, const QString &name)
{
    settle();
    if (!window.grab().save(u"%1/%2.png"_s.arg(folder, name), "PNG", 0))
        qFatal("can't write %s", qPrintable(name));
}

void shootAll(QApplication &application, const QString &folder, const QString &language, bool dark)
{
    fake::World world;
    world.settings.value.language = language;
    world.settings.value.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light;
    world.activity.fill();
    world.collection.fill();
    Theme theme(application);
    Language tongue;
    Context context{theme, tongue, world.backends, world.clock};
    auto window = buildWindow(context);
    window->resize(1366, 768);
    window->show();
    const QString tail = u"-%1-%2"_s.arg(dark ? u"dark"_s : u"light"_s, language);

    auto *wallet = qobject_cast<WalletPage *>(window->page(PageId::Wallet));
    auto *collection = qobject_cast<CollectionPage *>(window->page(PageId::Collection));
    shoot(*window, folder, u"wallet"_s + tail);
    wallet->receiveSheet()->open();
    shoot(*window, folder, u"receive"_s + tail);
    wallet->receiveSheet()->dismiss();
    wallet->sendSheet()->open();
    wallet->sendSheet()->toEdit()->setText(fake::OtherAddress);
    wallet->sendSheet()->amountEdit()->setText(u"3.25"_s);
    shoot(*window, folder, u"send"_s + tail);
    wallet->sendSheet()->nextButton()->click();
    settle();
    shoot(*window, folder, u"send-preview"_s + tail);
    wallet->sendSheet()->nextButton()->click();
    settle();
    world.operations.tell(Stage::InBlock, false);
    shoot(*window, folder, u"send-progress"_s + tail);
    wallet->sendSheet()->dismiss();

    window->showPage(PageId::Studio);
    shoot(*window, folder, u"studio-empty"_s + tail);
    world.studio.fill();
    shoot(*window, folder, u"studio"_s + tail);
    window->showPage(PageId::Collection);
    shoot(*window, folder, u"collection"_s + tail);
    collection->mint();
    shoot(*window, folder, u"mint"_s + tail);
    collection->mintSheet()->dismiss();
    collection->detailSheet()->setToken(world.collection.mine.first());
    collection->detailSheet()->open();
    shoot(*window, folder, u"token"_s + tail);
    collection->detailSheet()->dismiss();
    window->showPage(PageId::Share);
    shoot(*window, folder, u"share"_s + tail);
    window->showPage(PageId::Activity);
    shoot(*window, folder, u"activity"_s + tail);
    window->showPage(PageId::Settings);
    shoot(*window, folder, u"settings"_s + tail);
    world.vault.become(VaultState::Locked);
    shoot(*window, folder, u"lock"_s + tail);
    world.vault.become(VaultState::Missing);
    shoot(*window, folder, u"firstrun"_s + tail);
    auto *firstRun = window->findChild<FirstRunPage *>();
    firstRun->enter(FirstRunPage::Door::Create);
    shoot(*window, folder, u"firstrun-words"_s + tail);
    firstRun->enter(FirstRunPage::Door::Restore);
    shoot(*window, folder, u"firstrun-restore"_s + tail);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments.at(1)) || !initializeSecretMemory())
        return 2;
    for (const auto &language : {u"ko"_s, u"en"_s}) {
        for (const bool dark : {false, true}) {
            if (arguments.size() > 2 && arguments.at(2) != language)
                continue;
            if (arguments.size() > 3 && (arguments.at(3) == u"dark"_s) != dark)
                continue;
            shootAll(application, arguments.at(1), language, dark);
        }
    }
    return 0;
}
