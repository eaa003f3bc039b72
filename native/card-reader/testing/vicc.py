"""Runs Debian's vicc under Python 3. Its modules lie where Python does not look, ask for a library that Debian names otherwise,
and keep some bytes as text; its passport asks a person for its data. Only that is mended: what the cards answer is vicc's own."""

import runpy
import sys

sys.path.append("/usr/lib/python3/site-packages/virtualsmartcard")

import Cryptodome

sys.modules["Crypto"] = Cryptodome

from virtualsmartcard.CardGenerator import CardGenerator
from virtualsmartcard.cards.ePass import ePass_SE
from virtualsmartcard.SmartcardFilesystem import DF, MF, TransparentStructureEF
from virtualsmartcard.SmartcardSAM import SAM
from virtualsmartcard.VirtualSmartcard import VirtualICC


def passport(generator):
    """The files of a passport of nobody, without the keys of its access control."""
    mf = MF()
    application = DF(parent=mf, fid=4, dfname=b"\xa0\x00\x00\x02G\x10\x01", bertlv_data=[])
    mrz = b"P<UTOSPECIMEN<<NOBODY<<<<<<<<<<<<<<<<<<<<<<<L898902C<3UTO6908061F9406236<<<<<<<<<<<<<<<4"
    application.append(TransparentStructureEF(parent=application, fid=0x0101, filedescriptor=0, data=mrz))
    mf.append(application)
    generator.mf = mf
    generator.sam = SAM(None, None, mf, default_se=ePass_SE)


send = VirtualICC._VirtualICC__sendToVPICC
VirtualICC._VirtualICC__sendToVPICC = lambda icc, message: send(
    icc, message.encode("latin-1") if isinstance(message, str) else message
)
CardGenerator._CardGenerator__generate_ePass = passport
runpy.run_path("/usr/bin/vicc", run_name="__main__")
