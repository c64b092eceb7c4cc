"""Says in Chinese what an error of the operating system means, and what to do about it."""

from __future__ import annotations

import errno

_PERMISSION = "没有权限；请检查它和所在文件夹的权限"
_FULL = "磁盘满了；请腾出空间再试"
_WORDS = {
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "用完了磁盘配额；请腾出空间，或请管理员增加配额",
    errno.EFBIG: "超过了系统允许的文件大小；请看 ulimit -f 和文件系统的上限",
    errno.EMFILE: "同时打开的文件太多；请用 ulimit -n 放宽，或用较小的 --jobs",
    errno.ENFILE: "系统里打开的文件太多；请关闭别的程序再试",
    errno.EROFS: "所在的磁盘是只读的；请换一个文件夹，或请管理员改为可写",
    errno.EIO: "磁盘读写出错，可能已经损坏；请检查磁盘",
    errno.ENOMEM: "内存不够；请关闭别的程序，或用较小的 --jobs",
    errno.EAGAIN: "系统资源暂时不够；请稍后再试，或用较小的 --jobs",
    errno.ENOENT: "没有这个文件或文件夹；可能刚被移走或改名，请再试一次",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹；请核对路径",
    errno.EISDIR: "是文件夹，不是文件；请移走或改名",
    errno.EEXIST: "已经有同名的文件或文件夹；请移走或改名",
    errno.ENOTEMPTY: "文件夹里还有别的文件；请移走再试",
    errno.ELOOP: "符号链接绕成了圈；请改成真正的文件或文件夹",
    errno.ENAMETOOLONG: "名称太长；文件名至多 255 个字节，一个汉字占 3 个",
    errno.EBUSY: "正被别的程序占用；请关闭它再试",
    errno.ETXTBSY: "正被别的程序占用；请关闭它再试",
    errno.ESTALE: "网络磁盘上的文件已经失效；请重新连接再试",
    errno.EXDEV: "不在同一个磁盘上；请把它们放到同一个磁盘",
    errno.ENOTSUP: "所在的文件系统不支持；请换一个文件夹",
    errno.ENODEV: "设备不在了；请检查磁盘是否接好",
    errno.ENXIO: "设备不在了；请检查磁盘是否接好",
    errno.EADDRINUSE: "已被别的程序占用；请另选一个",
    errno.EADDRNOTAVAIL: "本机没有这个地址；请另选一个",
    errno.EPIPE: "接收输出的程序已经退出",
}


def reason(error: OSError) -> str:
    """Return why an operation failed and what to do, without the file and without a full stop. An
    error of our own, which has no number, has its words in Chinese already."""
    if error.errno is None:
        return error.strerror or str(error)
    name = errno.errorcode.get(error.errno, str(error.errno))
    return _WORDS.get(error.errno, f"系统报告错误 {name}；请把这个代号告诉管理员")


def described(error: OSError) -> str:
    """Return the file of an error, if known, and its reason."""
    file = error.filename or ""
    if isinstance(file, bytes):
        file = file.decode("utf-8", "replace")
    return f"{file}：{reason(error)}" if file else reason(error)
