#include "ui/window/window.h"

#include "ui/a11y/composition.h"
#include "ui/pages/activity/activitypage.h"
#include "ui/pages/collection/collectionpage.h"
#include "ui/pages/collection/createsheet.h"
#include "ui/pages/firstrun/firstrunpage.h"
#include "ui/pages/lock/lockpage.h"
#include "ui/pages/settings/settingspage.h"
#include "ui/pages/share/poolsection.h"
#include "ui/pages/share/sharepage.h"
#include "ui/pages/studio/picturesheet.h"
#include "ui/pages/studio/studiopage.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/walletpage.h"

namespace ain::ui {

namespace {

void applySettings(Context &context)
{
    const Settings settings = context.backends.settings.settings();
    context.language.set(settings.language);
    context.theme.setReduceMotion(settings.reduceMotion);
    context.theme.setChoice(settings.theme);
}

} // namespace

std::unique_ptr<MainWindow> buildWindow(Context &context)
{
    applySettings(context);
    auto window = std::make_unique<MainWindow>(context);
    auto *main = window.get();
    new Composition(main);
    auto *wallet = new WalletPage(context);
    auto *studio = new StudioPage(context);
    auto *collection = new CollectionPage(context);
    main->addPage(PageId::Wallet, wallet);
    main->addPage(PageId::Studio, studio);
    main->addPage(PageId::Collection, collection);
    auto *share = new SharePage(context);
    share->pool()->setPrompt([studio] { return studio->presenter()->requests(); });
    main->addPage(PageId::Share, share);
    auto *activity = new ActivityPage(context);
    main->addPage(PageId::Activity, activity);
    auto *settings = new SettingsPage(context);
    QObject::connect(settings, &SettingsPage::guideWanted, main, &MainWindow::showGuide);
    main->addPage(PageId::Settings, settings);
    auto *firstRun = new FirstRunPage(context);
    main->setFirstRunPage(firstRun);
    main->setLockPage(new LockPage(context));

    const auto go = [main](PageId page) { return [main, page] { main->showPage(page); }; };
    QObject::connect(collection, &CollectionPage::studioWanted, main, go(PageId::Studio));
    QObject::connect(wallet, &WalletPage::settingsWanted, main, go(PageId::Settings));
    QObject::connect(collection, &CollectionPage::settingsWanted, main, go(PageId::Settings));
    QObject::connect(activity, &ActivityPage::settingsWanted, main, go(PageId::Settings));
    QObject::connect(studio, &StudioPage::mintWanted, main, [main, collection] {
        main->showPage(PageId::Collection);
        collection->mint();
    });
    QObject::connect(share, &SharePage::studioWanted, main, go(PageId::Studio));
    QObject::connect(share, &SharePage::pictureWanted, main, [main, studio](qint64 picture) {
        main->showPage(PageId::Studio);
        studio->pictureSheet()->show(picture);
    });
    QObject::connect(wallet, &WalletPage::accountWanted, main, [main, firstRun] {
        firstRun->reset();
        main->startOnboarding();
    });
    QObject::connect(firstRun, &FirstRunPage::cancelled, main, &MainWindow::finishOnboarding);
    QObject::connect(firstRun, &FirstRunPage::finished, main, [main, firstRun] {
        firstRun->reset();
        main->showPage(PageId::Wallet);
        main->finishOnboarding();
    });
    QObject::connect(&context.backends.settings, &SettingsBackend::changed, main,
                     [&context] { applySettings(context); });
    return window;
}

bool openPaymentLink(MainWindow &window, const Context &context, const QString &link)
{
    auto *wallet = qobject_cast<WalletPage *>(window.page(PageId::Wallet));
    if (wallet == nullptr || context.backends.vault.state() != VaultState::Open)
        return false;
    if (wallet->sendSheet()->isOpen()
        && wallet->sendSheet()->presenter()->state() != OperationPresenter::State::Editing)
        return false;
    window.showPage(PageId::Wallet);
    wallet->sendSheet()->openLink(link);
    return true;
}

} // namespace ain::ui
