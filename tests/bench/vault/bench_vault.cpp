// How long a vault takes to make, unlock, sign, write and lock, at the cost that real vaults have.
#include "tests/unit/vault/vaultfixture.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!initializeSecretMemory())
        return 2;
    QTemporaryDir folder;
    QThread thread;
    thread.start();
    int rc = 0;
    {
        SystemClock clock;
        Vault vault(folder.filePath(u"vault"_s), &thread, clock);
        QElapsedTimer timer;
        const auto print = [&](const char *what, bool ok, int count = 1) {
            std::printf("%-36s %9.2f ms%s\n", what, double(timer.nsecsElapsed()) / 1e6 / count, ok ? "" : "  FAILED");
            if (!ok)
                rc = 1;
            timer.start();
        };
        timer.start();
        print("create (with calibration)", await(vault.create(secret("pass"))).has_value());
        const auto info = await(vault.info());
        if (info)
            std::printf("Argon2id: %llu passes over %llu MiB\n", static_cast<unsigned long long>(info->kdf.operations),
                        static_cast<unsigned long long>(info->kdf.memoryBytes >> 20));
        const auto key = await(vault.addPrivateKey(smallKey(1), u"testnet"_s, {}, false));
        timer.start();
        bool ok = key.has_value();
        for (int i = 0; ok && i < 200; ++i)
            ok = await(vault.put(u"n"_s, QString::number(i), json::Value(QString(1000, u'x')))).has_value();
        print("write of 1 kB, synced", ok, 200);
        const json::Value body(json::Object{{u"nonce"_s, json::Value(1)}});
        for (int i = 0; ok && i < 500; ++i)
            ok = await(vault.signTransaction(key->id, u"testnet"_s, body, 0)).has_value();
        print("sign, thread hop included", ok, 500);
        print("lock", await(vault.lock()).has_value());
        print("unlock", await(vault.unlock(secret("pass"))).has_value());
        print("backup", await(vault.backup(folder.filePath(u"backup"_s))).has_value());
        print("change of passphrase", await(vault.changePassphrase(secret("pass"), secret("next"))).has_value());
    }
    thread.quit();
    thread.wait();
    return rc;
}
